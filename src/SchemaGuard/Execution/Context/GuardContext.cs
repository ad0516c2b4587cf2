using Microsoft.Extensions.Logging;
using SchemaGuard.Activities;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.History.Storage;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Planning;
using SchemaGuard.Providers;
using SchemaGuard.Providers.State;

namespace SchemaGuard.Execution.Context;

/// <summary>The services that every part of one guard works with. Immutable.</summary>
internal sealed record GuardContext
{
    public required string Name { get; init; }

    public required SchemaGuardOptions Options { get; init; }

    public required IDatabaseProvider Provider { get; init; }

    /// <summary>Gets a readable name of the product and the database.</summary>
    public string Database => ConnectionMessages.Database(Provider.Product, "", Provider.Target);

    public required HistoryStore History { get; init; }

    public required HistorySignature Signature { get; init; }

    public required Planner Planner { get; init; }

    public required ILogger Logger { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Gets what the guard is doing.</summary>
    public required ActivityTracker Activity { get; init; }

    /// <summary>Returns the services for a probed database, whose history's schema is known even if no option names it.</summary>
    public GuardContext For(DatabaseState state) =>
        History.Tables.Schema is null && state.HistorySchema is { } schema
            ? With(History.InSchema(schema)) with
            {
                FurtherHistorySchema = state.FurtherHistorySchema,
            }
            : this;

    /// <summary>Gets the schema of a history further down the search path, if one was seen when this guard's own was found.</summary>
    public string? FurtherHistorySchema { get; init; }

    private GuardContext With(HistoryStore history) => this with { History = history, Planner = Planner.On(history.Repairs) };

    /// <summary>Throws if migrations appear to be pending only because a missing right may hide the history.</summary>
    /// <exception cref="DatabaseUnreachableException">Something may hide the history.</exception>
    public void RefuseHidden(MigrationPlan plan, DatabaseState state)
    {
        if (plan.Migrations.Count > 0 && state.HiddenBy is { } error)
        {
            throw new DatabaseUnreachableException(Name, Database, Provider.Target, error, TimeSpan.Zero, inner: null);
        }
    }

    /// <summary>Returns the services for another database of the same product, whose history is in its default schema.</summary>
    public GuardContext On(IDatabaseProvider provider)
    {
        var history = new HistoryStore(provider.Dialect, History.Tables with { Schema = null }, History.Scope);
        return this with
        {
            Provider = provider,
            History = history,
            Activity = new ActivityTracker(Time, changed: null),
            Planner = new Planner(new ScriptReader(Name), provider.Dialect, Options.OutOfOrder, history.Repairs, Signature),
        };
    }

    /// <summary>Gets the host's services, for migrations in code.</summary>
    public required IServiceProvider Services { get; init; }
}
