using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Startup;

namespace SchemaGuard.Monitoring;

/// <summary>
/// The monitor of one database, which looks at it repeatedly while the application runs, one look at a time, and keeps the guard's last report up to
/// date.
/// </summary>
internal sealed class GuardMonitor(DatabaseGuard guard, GuardContext services)
{
    private readonly MonitorVerdict _verdict = new(services.Options, services.Time);
    private readonly MonitorVoice _voice = new(services);
    private readonly MonitorPace _pace = new(services.Options);

    /// <summary>Monitors a guard's database until the application ends.</summary>
    public static async Task RunAsync(DatabaseGuard guard, CancellationToken cancellationToken)
    {
        using var work = guard.Begin(cancellationToken);
        await new GuardMonitor(guard, guard.Services).RunAsync(work.Token).ConfigureAwait(false);
    }

    /// <summary>Looks until the application ends.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var chance = Random.Shared.NextDouble();
            var pause = guard.LastReport is { IsTokenWitnessed: true } ? _pace.First(chance) : _pace.Next(_verdict.IsInDoubt, chance);
            while (true)
            {
                await Task.Delay(pause, services.Time, cancellationToken).ConfigureAwait(false);
                await LookAsync(cancellationToken).ConfigureAwait(false);
                pause = _pace.Next(_verdict.IsInDoubt, Random.Shared.NextDouble());
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application ends.
        }
    }

    /// <summary>Looks once, and records what is seen, or that the look failed.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (guard.LastReport is not { } last)
        {
            return;
        }

        GuardGauges.Open();
        using var record = LookRecord.Begin(services);
        try
        {
            var started = services.Time.GetTimestamp();
            var seen = await guard.LookAsync(last, cancellationToken).ConfigureAwait(false);
            _pace.Looked(services.Time.GetElapsedTime(started));
            record.End(seen.State);
            var next = _verdict.See(last, seen);
            if (guard.Replace(last, next))
            {
                _voice.Seen(last, next);
            }
        }
        catch (SchemaGuardException exception)
        {
            record.Fail(exception);
            Miss(last, exception);
        }
        catch (DbException exception) when (!cancellationToken.IsCancellationRequested)
        {
            record.Fail(exception);
            Miss(last, Unreachable(exception));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The loop goes on whatever happens: if it ended, the last verdict would stand for ever.
            record.Fail(exception);
            Miss(last, SchemaGuardConfigurationException.Unexpected(services.Name, exception));
        }
    }

    private DatabaseUnreachableException Unreachable(DbException exception) =>
        new(services.Name, services.Database, services.Provider.Target, services.Provider.Classify(exception), TimeSpan.Zero, exception);

    private void Miss(SchemaReport last, SchemaGuardException exception)
    {
        var failure = guard.ReportOf(exception);
        var next = failure.Look == SchemaLook.Complete ? _verdict.See(last, failure.Remembering(last)) : _verdict.Miss(last, failure);
        if (!guard.Replace(last, next))
        {
            return;
        }

        if (failure.Look == SchemaLook.Complete)
        {
            _voice.Seen(last, next);
        }
        else
        {
            _voice.Missed(last, next, failure.Look, exception);
        }
    }
}
