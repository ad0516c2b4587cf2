using System.Diagnostics;

namespace SchemaGuard.Benchmarks.Racing;

/// <summary>
/// Measures contenders side by side: every round runs each of them once, and each round begins with another one, so that whatever
/// the machine does in the meantime happens to all of them. The first contender is the baseline.
/// </summary>
/// <param name="rounds">How often each contender is measured.</param>
/// <param name="repeats">How many runs in a row are one sample.</param>
/// <param name="leastWarmUpRounds">How often each contender runs before, at the least; less than the default only where one run takes many seconds.</param>
internal sealed class Race(int rounds, int repeats, int leastWarmUpRounds = 2)
{
    private static readonly TimeSpan LeastWarmUp = TimeSpan.FromSeconds(3);

    /// <summary>Warms up until the just-in-time compiler has seen enough, then measures.</summary>
    public async Task<RaceResult> RunAsync(params IReadOnlyList<Contender> contenders)
    {
        var lanes = contenders.Select(contender => new Lane(contender, repeats)).ToList();
        var started = Stopwatch.GetTimestamp();
        for (var round = 0; round < leastWarmUpRounds || Stopwatch.GetElapsedTime(started) < LeastWarmUp; round++)
        {
            await RunRoundAsync(lanes, round);
        }

        lanes.ForEach(lane => lane.Reset());
        for (var round = 0; round < rounds; round++)
        {
            await RunRoundAsync(lanes, round);
        }

        return new RaceResult(lanes);
    }

    private static async Task RunRoundAsync(List<Lane> lanes, int round)
    {
        for (var i = 0; i < lanes.Count; i++)
        {
            await lanes[(round + i) % lanes.Count].SampleAsync();
        }
    }
}
