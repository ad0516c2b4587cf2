using Microsoft.Extensions.Logging;
using SchemaGuard.Diagnostics;
using SchemaGuard.Planning;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution;

/// <summary>Holds what every part of one guard works with. Immutable.</summary>
internal sealed record GuardServices
{
    public required string Name { get; init; }

    public required SchemaGuardOptions Options { get; init; }

    public required IDatabaseProvider Provider { get; init; }

    /// <summary>Gets the product and the database in words for people.</summary>
    public string Database => Messages.Database(Provider.Product, "", Provider.Target);

    public required HistoryStore History { get; init; }

    public required HistorySignature Signature { get; init; }

    public required Planner Planner { get; init; }

    public required ILogger Logger { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Gives the services for a database as it was probed: its history's schema is known, where no option names it.</summary>
    public GuardServices For(DatabaseState state) =>
        History.Tables.Schema is null && state.HistorySchema is { } schema ? this with { History = History.InSchema(schema) } : this;

    /// <summary>Gives the services for another database of the same product, whose history is in its default schema.</summary>
    public GuardServices On(IDatabaseProvider provider) =>
        this with
        {
            Provider = provider,
            History = new HistoryStore(provider.Dialect, History.Tables with { Schema = null }, History.Scope),
            Planner = new Planner(Name, provider.Dialect, Options.OutOfOrder, Signature),
        };

    /// <summary>Gets the host's services, for migrations in code.</summary>
    public required IServiceProvider Services { get; init; }
}
