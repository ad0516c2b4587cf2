using SchemaGuard;
using SchemaGuard.Verification.Expectations;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Extension methods that state which tests run on the data of a guard or of one of its modules, and how severe their findings are.
/// </summary>
public static class ModuleBuilderTrialExtensions
{
    /// <summary>
    /// States what a query on data must return. It runs at each start, read-only, within <see cref="SchemaGuardOptions.InvariantTimeout"/>.
    /// </summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="name">What must hold, in words for people, such as <c>every event has a job</c>.</param>
    /// <param name="sql">The query.</param>
    /// <param name="expected">The expected result: a number, or <see cref="Expect.AtLeast"/>, <see cref="Expect.NoRows"/> and the like.</param>
    public static TBuilder AddInvariant<TBuilder>(this TBuilder builder, string name, string sql, Expect expected)
        where TBuilder : IModuleBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(sql);
        ArgumentNullException.ThrowIfNull(expected);
        builder.Definition.Invariants.Add(new Invariant(name, sql, expected));
        return builder;
    }

    /// <summary>States what a query on data must return, and the severity if it returns something else.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="name">What must hold, in words for people.</param>
    /// <param name="sql">The query.</param>
    /// <param name="expected">The expected result.</param>
    /// <param name="severity">The severity of the finding if it returns something else.</param>
    public static TBuilder AddInvariant<TBuilder>(this TBuilder builder, string name, string sql, Expect expected, FindingSeverity severity)
        where TBuilder : IModuleBuilder
    {
        builder.AddInvariant(name, sql, expected);
        var invariants = builder.Definition.Invariants;
        invariants[^1] = invariants[^1] with { Severity = severity };
        return builder;
    }

    /// <summary>Requires that a query can use an index. The database is asked for the query's plan at each start.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="name">What must be fast, in words for people, such as <c>jobs are found by status</c>.</param>
    /// <param name="query">The query, with values in the place of parameters.</param>
    /// <param name="index">The index's name.</param>
    public static TBuilder AddIndexProbe<TBuilder>(this TBuilder builder, string name, string query, string index)
        where TBuilder : IModuleBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        ArgumentException.ThrowIfNullOrWhiteSpace(index);
        builder.Definition.Probes.Add(new DataProbe(name, [query], index));
        return builder;
    }

    /// <summary>
    /// Requires that the application can write. The statements run at each start in a transaction that is always rolled back; each must
    /// return or change
    /// a row. Numbers that a sequence or an automatic key has assigned are not assigned again. Skipped where nothing can be written, as on a standby.
    /// </summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="name">What must work, in words for people, such as <c>jobs can be written</c>.</param>
    /// <param name="statements">The statements, in order: insert, read, update, delete.</param>
    public static TBuilder AddWriteProbe<TBuilder>(this TBuilder builder, string name, params IEnumerable<string> statements)
        where TBuilder : IModuleBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var probe = new DataProbe(name, [.. statements], Index: null);
        ArgumentOutOfRangeException.ThrowIfZero(probe.Statements.Count, nameof(statements));
        builder.Definition.Probes.Add(probe);
        return builder;
    }

    /// <summary>
    /// Changes the severity of known findings about the catalog or the data. The reason is reported with each of them. A finding also stands for its
    /// consequences. If no error remains but a consequence would be one, that consequence is reported as well, and must be adjusted separately.
    /// </summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="code">The code, one of <see cref="FindingCodes"/> that begins with <c>SG2</c> or <c>SG3</c>.</param>
    /// <param name="severity">The new severity.</param>
    /// <param name="reason">The reason, for readers of the report: since when the finding has been known, and what will be done about it.</param>
    /// <param name="target">The pattern of the targets, with <c>*</c> for any text, such as <c>jobs.*</c>.</param>
    public static TBuilder AdjustFinding<TBuilder>(
        this TBuilder builder,
        string code,
        FindingSeverity severity,
        string reason,
        string target = "*"
    )
        where TBuilder : IModuleBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        builder.Definition.Adjustments.Add(new FindingAdjustment(code, target, severity, reason));
        return builder;
    }
}
