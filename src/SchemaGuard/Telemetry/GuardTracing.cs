using System.Diagnostics;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Telemetry;

/// <summary>The spans of activity source <c>SchemaGuard</c>. They carry names and numbers, never statement text.</summary>
internal static class GuardTracing
{
    public const string SourceName = "SchemaGuard";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins the span of one start, check or migration run.</summary>
    public static Activity? StartRun(string guard, string product, StartupMode mode)
    {
        var activity = Source.StartActivity("schemaguard.run");
        activity?.SetTag("schemaguard.guard", guard);
        activity?.SetTag("schemaguard.mode", mode.ToString());
        activity?.SetTag("db.system.name", product.ToLowerInvariant());
        return activity;
    }

    /// <summary>Begins the span of one migration.</summary>
    public static Activity? StartMigration(string guard, PlannedMigration planned)
    {
        var activity = Source.StartActivity("schemaguard.migration");
        activity?.SetTag("schemaguard.guard", guard);
        activity?.SetTag("schemaguard.module", planned.Module);
        activity?.SetTag("schemaguard.migration", planned.Name);
        activity?.SetTag("schemaguard.statements", planned.SqlStatements.Count);
        return activity;
    }

    /// <summary>Adds the span of a migration that was applied together with others.</summary>
    /// <param name="guard">The guard's name.</param>
    /// <param name="planned">The migration.</param>
    /// <param name="began">Approximately when it began.</param>
    /// <param name="elapsed">Approximately how long it took.</param>
    public static void RecordMigration(string guard, PlannedMigration planned, DateTimeOffset began, TimeSpan elapsed)
    {
        using var activity = StartMigration(guard, planned);
        if (activity is not null)
        {
            activity.SetStartTime(began.UtcDateTime);
            activity.SetEndTime(began.UtcDateTime + elapsed);
        }
    }

    /// <summary>Marks a span as failed, with the class of the error but without the database's message.</summary>
    public static void Fail(Activity? activity, DatabaseError error)
    {
        activity?.SetTag("error.type", error.Code ?? error.Kind.ToString());
        activity?.SetStatus(ActivityStatusCode.Error);
    }
}
