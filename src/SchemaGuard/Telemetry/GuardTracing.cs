using System.Diagnostics;
using SchemaGuard.Failures;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Telemetry;

/// <summary>
/// The spans of activity source <c>SchemaGuard</c>. They follow OpenTelemetry's conventions for databases, and carry names and numbers; the text
/// of statements only where an option asks for it. Without a listener nothing is created.
/// </summary>
internal static class GuardTracing
{
    public const string SourceName = "SchemaGuard";

    private const string Cancelled = "cancelled";
    private const string LockLost = "lock_lost";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Begins the span of one start or migration run.</summary>
    public static Activity? StartRun(string guard, IDatabaseProvider provider, StartupMode mode) =>
        Source.StartActivity(SpanNames.Run) is { } activity ? Describe(activity, guard, provider, mode) : null;

    /// <summary>Begins the span of one look of the monitor.</summary>
    public static Activity? StartLook(string guard, IDatabaseProvider provider) =>
        Source.StartActivity(SpanNames.Look) is { } activity ? Describe(activity, guard, provider) : null;

    /// <summary>Begins the span of one attempt to connect to a database and to read its state.</summary>
    public static Activity? StartProbe(string guard, IDatabaseProvider provider) => StartClient(SpanNames.Probe, guard, provider);

    /// <summary>Begins the span of a wait for the migration lock.</summary>
    /// <param name="guard">The guard's name.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="waited">How long the wait has lasted already.</param>
    public static Activity? StartLockWait(string guard, IDatabaseProvider provider, TimeSpan waited) =>
        StartClient(SpanNames.LockWait, guard, provider, waited);

    /// <summary>Begins the span of one migration.</summary>
    /// <param name="guard">The guard's name.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="planned">The migration.</param>
    /// <param name="ago">How long ago it began.</param>
    public static Activity? StartMigration(string guard, IDatabaseProvider provider, PlannedMigration planned, TimeSpan ago = default)
    {
        var activity = StartClient(SpanNames.Migration, guard, provider, ago);
        activity?.SetTag(AttributeNames.Module, planned.Module);
        activity?.SetTag(AttributeNames.Migration, planned.Name);
        activity?.SetTag(AttributeNames.Statements, planned.SqlStatements.Count);
        return activity;
    }

    /// <summary>Writes into a span how a run or a look ended.</summary>
    /// <param name="activity">The span, if there is one.</param>
    /// <param name="provider">The provider, which may know its server by now.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="isFailure">Whether it is a failure.</param>
    public static void End(Activity? activity, IDatabaseProvider provider, string outcome, bool isFailure)
    {
        if (activity is null)
        {
            return;
        }

        activity.SetTag(AttributeNames.System, SystemOf(provider));
        activity.SetTag(AttributeNames.Outcome, outcome);
        if (isFailure)
        {
            activity.SetTag(AttributeNames.ErrorType, outcome);
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }

    /// <summary>Writes into a span which product the server turned out to be, now that it has answered.</summary>
    public static void Meet(Activity? activity, IDatabaseProvider provider) => activity?.SetTag(AttributeNames.System, SystemOf(provider));

    /// <summary>Marks a span as failed, with the class of the error but without the database's message.</summary>
    public static void Fail(Activity? activity, DatabaseError error)
    {
        activity?.SetTag(AttributeNames.StatusCode, error.Code);
        activity?.SetTag(AttributeNames.ErrorType, error.Code ?? error.Kind.ToString().ToLowerInvariant());
        activity?.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>Marks a span as failed by an exception, whose message is left out.</summary>
    public static void Fail(Activity? activity, IDatabaseProvider provider, Exception exception)
    {
        if (activity is null)
        {
            return;
        }

        switch (exception)
        {
            case StatementFailedException { Error: var error }:
                Fail(activity, error);
                return;
            case ConnectionLostException { Error: var error }:
                Fail(activity, error);
                return;
            case not (OperationCanceledException or LockLostException) when LoggedReason.IsForeseen(exception):
                Fail(activity, provider.Classify(exception));
                return;
        }

        activity.SetTag(
            AttributeNames.ErrorType,
            exception switch
            {
                OperationCanceledException => Cancelled,
                LockLostException => LockLost,
                _ => exception.GetType().FullName,
            }
        );
        activity.SetStatus(ActivityStatusCode.Error);
    }

    /// <summary>Begins a span of kind <c>Client</c>: one that waits for the database.</summary>
    /// <param name="name">The name.</param>
    /// <param name="guard">The guard's name.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="ago">How long ago it began.</param>
    public static Activity? StartClient(string name, string guard, IDatabaseProvider provider, TimeSpan ago = default)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        var began = ago == TimeSpan.Zero ? default : Began(ago);
        return Source.StartActivity(name, ActivityKind.Client, default(ActivityContext), tags: null, links: null, began) is { } activity
            ? Describe(activity, guard, provider)
            : null;
    }

    /// <summary>Gets whether somebody listens.</summary>
    public static bool IsOn => Source.HasListeners();

    private static DateTimeOffset Began(TimeSpan ago) => TimeProvider.System.GetUtcNow() - ago;

    private static Activity Describe(Activity activity, string guard, IDatabaseProvider provider, StartupMode mode) =>
        Describe(activity, guard, provider).SetTag(AttributeNames.Mode, mode.ToString().ToLowerInvariant());

    private static Activity Describe(Activity activity, string guard, IDatabaseProvider provider)
    {
        var address = provider.Address;
        return activity
            .SetTag(AttributeNames.Guard, guard)
            .SetTag(AttributeNames.System, SystemOf(provider))
            .SetTag(AttributeNames.Namespace, address.Namespace)
            .SetTag(AttributeNames.ServerAddress, address.Server)
            .SetTag(AttributeNames.ServerPort, address.Port);
    }

    private static string SystemOf(IDatabaseProvider provider) => provider.Product.ToLowerInvariant();
}
