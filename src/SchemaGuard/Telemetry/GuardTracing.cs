using System.Diagnostics;
using SchemaGuard.Execution.Context;
using SchemaGuard.Planning;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Telemetry;

/// <summary>The spans of activity source <c>SchemaGuard</c>. They carry names and numbers, never statement text.</summary>
internal static class GuardTracing
{
    public const string SourceName = "SchemaGuard";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins the span of one start, check or migration run.</summary>
    public static Activity? StartRun(GuardServices guard, StartupMode mode)
    {
        var activity = Source.StartActivity("schemaguard.run");
        activity?.SetTag("schemaguard.guard", guard.Name);
        activity?.SetTag("schemaguard.mode", mode.ToString());
        activity?.SetTag("db.system.name", guard.Provider.Product.ToLowerInvariant());
        return activity;
    }

    /// <summary>Begins the span of one migration.</summary>
    public static Activity? StartMigration(GuardServices guard, PlannedMigration planned)
    {
        var activity = Source.StartActivity("schemaguard.migration");
        activity?.SetTag("schemaguard.guard", guard.Name);
        activity?.SetTag("schemaguard.module", planned.Module);
        activity?.SetTag("schemaguard.migration", planned.Name);
        activity?.SetTag("schemaguard.statements", planned.Statements.Count);
        return activity;
    }

    /// <summary>Adds the span of a migration that was applied together with others.</summary>
    /// <param name="guard">The guard.</param>
    /// <param name="planned">The migration.</param>
    /// <param name="ago">Approximately how long ago it began.</param>
    /// <param name="elapsed">Approximately how long it took.</param>
    public static void RecordMigration(GuardServices guard, PlannedMigration planned, TimeSpan ago, TimeSpan elapsed)
    {
        using var activity = StartMigration(guard, planned);
        if (activity is not null)
        {
            var began = guard.Time.GetUtcNow().UtcDateTime - ago;
            activity.SetStartTime(began);
            activity.SetEndTime(began + elapsed);
        }
    }

    /// <summary>Marks a span as failed, with the class of the error but without the database's message.</summary>
    public static void Fail(Activity? activity, DatabaseError error)
    {
        activity?.SetTag("error.type", error.Code ?? error.Kind.ToString());
        activity?.SetStatus(ActivityStatusCode.Error);
    }
}
