using System.Data.Common;
using Microsoft.Extensions.Logging;
using SchemaGuard.Execution.Context;
using SchemaGuard.Providers;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Progress;

/// <summary>
/// The notices that the server sends about a run's statements. Those about an attempt are dropped once the same statement is tried again; only those
/// about what was then applied are reported.
/// </summary>
internal sealed class StatementNotices
{
    private readonly List<HeardNotice> _heard = [];

    /// <summary>Starts listening to one statement.</summary>
    /// <returns>An object whose disposal ends listening; <see langword="null"/> if the database has nothing to report.</returns>
    public IDisposable? Listen(
        IDatabaseProvider provider,
        DbConnection connection,
        PlannedMigration planned,
        SqlStatement statement,
        int number
    )
    {
        if (number == 0)
        {
            return null; // It only sets up the session again; its notices were heard in its own run.
        }

        Forget(planned, number);
        return provider.Listen(connection, notice => Add(planned, statement, number, notice));
    }

    /// <summary>Starts listening to the statements of a batch. Notices about the guard's own statements are ignored.</summary>
    public IDisposable? Listen(IDatabaseProvider provider, DbConnection connection, DbBatch batch, IReadOnlyList<BatchPart> parts)
    {
        foreach (var part in parts)
        {
            Forget(part.Planned, part.Numbers.Values.DefaultIfEmpty(1).Min());
        }

        return provider.Listen(
            connection,
            notice =>
            {
                if (provider.FindRunning(batch) is not { } command)
                {
                    Add(parts[^1].Planned, statement: null, number: 0, notice);
                }
                else if (parts.FirstOrDefault(part => part.Numbers.ContainsKey(command)) is { } of)
                {
                    var number = of.Numbers[command];
                    Add(of.Planned, of.Planned.SqlStatements[number - 1], number, notice);
                }
            }
        );
    }

    /// <summary>Adds a notice about a statement.</summary>
    public void Add(PlannedMigration planned, SqlStatement? statement, int number, ServerNotice notice)
    {
        var same = _heard.Find(heard =>
            heard.Number == number
            && heard.IsOf(planned.Module, planned.Name)
            && (heard.First.Code, heard.First.Level) == (notice.Code, notice.Level)
        );
        if (same is null)
        {
            _heard.Add(new HeardNotice(planned, statement, number, notice));
        }
        else
        {
            same.Repeat(notice);
        }
    }

    /// <summary>Logs the notices about a migration whose statements stay done, each once.</summary>
    public void Tell(GuardContext guard, string module, string name)
    {
        foreach (var heard in _heard.Where(heard => !heard.IsTold && heard.IsOf(module, name)))
        {
            heard.IsTold = true;
            var summary = heard.Statement?.Class.Summary ?? heard.Planned.Name;
            Action<ILogger, string, string, string, string, string> log = heard.First.Level switch
            {
                >= LogLevel.Warning => NoticeLog.StatementWarning,
                LogLevel.Information => NoticeLog.StatementNotice,
                _ => NoticeLog.StatementNote,
            };
            log(guard.Logger, guard.Name, heard.Place, summary, heard.Label, heard.Text);
        }
    }

    /// <summary>Logs the notices about a migration that has failed, if its earlier statements stay done.</summary>
    public void TellOfFailed(GuardContext guard, PlannedMigration planned)
    {
        if (!planned.IsTransactional)
        {
            Tell(guard, planned.Module, planned.Name);
        }
    }

    /// <summary>Returns the findings about what a run has applied, and logs what is not logged yet.</summary>
    public IReadOnlyList<Finding> FindingsOf(GuardContext guard, IReadOnlyList<AppliedMigration> applied)
    {
        foreach (var migration in applied)
        {
            Tell(guard, migration.Module, migration.Name);
        }

        return NoticeFindings.Of(
            _heard.Where(heard =>
                heard.First.Level >= LogLevel.Warning && applied.Any(migration => heard.IsOf(migration.Module, migration.Name))
            )
        );
    }

    private void Forget(PlannedMigration planned, int from) =>
        _heard.RemoveAll(heard => (heard.Number >= from || from == 1) && heard.IsOf(planned.Module, planned.Name));
}
