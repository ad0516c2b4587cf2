using System.Diagnostics;

namespace SchemaGuard.Benchmarks.Racing;

/// <summary>Keeps the samples of one contender.</summary>
internal sealed class Lane(Contender contender, int repeats)
{
    private readonly List<double> _microseconds = [];
    private readonly List<double> _bytes = [];
    private readonly int _repeats = Math.Min(repeats, contender.MostRepeats);

    public string Name => contender.Name;

    /// <summary>Gets the time of one piece of work in each round, in microseconds.</summary>
    public IReadOnlyList<double> Microseconds => _microseconds;

    public double MedianMicroseconds => Quantile.Median(_microseconds);

    /// <summary>Gets the bytes that one piece of work allocates on the managed heap, whichever thread does it.</summary>
    public double MedianBytes => Quantile.Median(_bytes);

    /// <summary>Forgets what was measured so far.</summary>
    public void Reset()
    {
        _microseconds.Clear();
        _bytes.Clear();
    }

    /// <summary>Takes one sample: the mean of as many runs in a row as make it long enough for the clock.</summary>
    public async Task SampleAsync()
    {
        await contender.PrepareAsync();

        // Each contender pays for its own garbage only.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < _repeats; i++)
        {
            await contender.RunAsync();
        }

        var elapsed = Stopwatch.GetElapsedTime(started);
        _bytes.Add((GC.GetTotalAllocatedBytes(precise: true) - bytes) / (double)_repeats);
        _microseconds.Add(elapsed.TotalMicroseconds / _repeats);
    }
}
