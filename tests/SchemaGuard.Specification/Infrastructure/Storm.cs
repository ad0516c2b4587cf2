using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification.Infrastructure;

/// <summary>
/// A storm: many processes that start at once and are disturbed, as are their server and their connections. Server and connections are disturbed at
/// most once per applied migration: a statement that lost its connection twice would be refused, and rightly so.
/// </summary>
internal sealed class Storm(StormSite site, Func<TestProcess> start, Disturbances disturbances, int seed)
{
    private const int Starts = 24;
    private const int CrashEvery = 3;
    private const int FurthestPiece = 40;
    private const int Earliest = 150;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly Random _random = new(seed);
    private readonly ConcurrentQueue<string> _events = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Gets how often the server may be killed.</summary>
    public required int MostCrashes { get; init; }

    public int Kills { get; private set; }

    public int Freezes { get; private set; }

    public int Crashes { get; private set; }

    public int Cuts { get; private set; }

    /// <summary>Runs the storm.</summary>
    /// <exception cref="ShouldAssertException">A process that was not killed did not succeed.</exception>
    public async Task PassAsync()
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var weather = DisturbAsync(over.Token);
        var processes = new List<(TestProcess Process, Task<bool> Fate)>();
        try
        {
            for (var number = 0; number < Starts; number++)
            {
                var process = start();
                processes.Add((process, FateAsync(number, process)));
                await Task.Delay(disturbances == Disturbances.None ? 0 : _random.Next(0, 150), over.Token);
            }

            foreach (var (process, fate) in processes)
            {
                await EndAsync(process, fate, weather);
            }

            await over.CancelAsync();
            await weather;
        }
        finally
        {
            await over.CancelAsync();
            foreach (var (process, _) in processes)
            {
                await process.DisposeAsync();
            }
        }
    }

    private async Task EndAsync(TestProcess process, Task<bool> fate, Task weather)
    {
        var ending = process.ExitAsync(Patience);
        await Task.WhenAny(ending, weather);
        if (weather.IsFaulted)
        {
            await weather;
        }

        var wasKilled = await fate;
        var exitCode = await ending;
        Kills += wasKilled ? 1 : 0;
        (wasKilled ? ExitCodes.Ok : exitCode).ShouldBe(
            ExitCodes.Ok,
            string.Join('\n', [process.Output, process.Error, $"after {process.Elapsed.TotalSeconds:0.0} s, with:", .. _events])
        );
    }

    /// <returns>Whether the process was killed.</returns>
    private Task<bool> FateAsync(int number, TestProcess process)
    {
        // The first processes are hit before they can be done: with a database in a file, a start takes less than half a second.
        var pause = _random.Next(200, 2000);
        pause = number < 4 ? Earliest : pause;
        var length = _random.Next(200, 1500);
        return (number % 4) switch
        {
            1 when disturbances.HasFlag(Disturbances.Kills) => KillAsync(process, pause),
            3 when disturbances.HasFlag(Disturbances.Freezes) => FreezeAsync(process, pause, length),
            _ => Task.FromResult(false),
        };
    }

    private async Task<bool> KillAsync(TestProcess process, int pause)
    {
        await Task.Delay(pause, TestContext.Current.CancellationToken);
        if (process.HasEnded || !await process.KillAsync())
        {
            return false;
        }

        Note($"killed {process.Id}");
        return true;
    }

    private async Task<bool> FreezeAsync(TestProcess process, int pause, int length)
    {
        await Task.Delay(pause, TestContext.Current.CancellationToken);
        if (!process.HasEnded)
        {
            Freezes++;
            Note($"froze {process.Id} for {length} ms");
            await process.SignalAsync("STOP");
            await Task.Delay(length, TestContext.Current.CancellationToken);
            await process.SignalAsync("CONT");
        }

        return false;
    }

    private async Task DisturbAsync(CancellationToken over)
    {
        var crashes = disturbances.HasFlag(Disturbances.Crashes);
        var cuts = disturbances.HasFlag(Disturbances.Cuts);
        var random = new Random(seed + 1);
        try
        {
            var done = 0L;
            for (var turn = 0; (crashes && Crashes < MostCrashes) || cuts; turn++)
            {
                await UntilBeyondAsync(done, over);
                if (crashes && Crashes < MostCrashes && (!cuts || turn % CrashEvery == 0))
                {
                    await CrashAsync(random, over);
                }
                else if (cuts)
                {
                    await CutAsync(random, over);
                }

                done = await CountAsync();
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // It has passed.
        }
    }

    private async Task CrashAsync(Random random, CancellationToken over)
    {
        await Task.Delay(random.Next(0, 200), over);
        Note("kills the server");
        await site.CrashAsync!();
        Crashes++;
        Note("the server is back");
    }

    private async Task CutAsync(Random random, CancellationToken over)
    {
        await site.CutAsync!(random.Next(1, FurthestPiece), random.Next(3), over);
        Cuts++;
        Note("cut a connection");
    }

    private async Task UntilBeyondAsync(long done, CancellationToken over)
    {
        while (await CountAsync() <= done)
        {
            await Task.Delay(10, over);
        }
    }

    private async Task<long> CountAsync() =>
        await site.Database.HasTableAsync("schemaguard_history")
            ? await site.Database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")
            : 0;

    private void Note(string what) =>
        _events.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{_clock.Elapsed.TotalSeconds:0.00} s: {what}"));
}
