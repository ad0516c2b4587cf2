using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Inspection;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Verification.Comparison;

namespace SchemaGuard.Providers.InDoubt;

/// <summary>A comparison of an existing object with what a statement would have made of it.</summary>
/// <param name="Description">The object in words, such as <c>table `jobs`</c>.</param>
/// <param name="Differences">
/// What the statement would have given the object and it lacks, a phrase each; none if it has the statement's shape.
/// </param>
[Experimental("SG9001")]
public sealed record ExistingObject(string Description, IReadOnlyList<string> Differences)
{
    /// <summary>
    /// Compares a table, or parts of one, with what a statement would make. What the statement defines must exist and be alike; further parts may
    /// have been added later.
    /// </summary>
    /// <param name="description">The existing object in words, such as <c>table 'jobs'</c>.</param>
    /// <param name="expected">What the statement would make: one table with its parts, or with those that count.</param>
    /// <param name="found">The existing table with its parts.</param>
    /// <param name="schema">The schema of both; <see langword="null"/> if there are no schemas.</param>
    /// <param name="following">The statements that are still to run: what they change is not a difference.</param>
    /// <param name="spelling">The rules by which names are compared and SQL is read.</param>
    /// <returns>The comparison; <see langword="null"/> if all differences may come from statements that are still to run.</returns>
    public static ExistingObject? Compare(
        string description,
        IReadOnlyList<SchemaObject> expected,
        IReadOnlyList<SchemaObject> found,
        string? schema,
        IEnumerable<SqlStatement> following,
        ICatalogSpelling spelling
    )
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(following);
        ArgumentNullException.ThrowIfNull(spelling);
        var differences = ShapeComparison.Differences(expected, found, schema, following, spelling);
        return differences is null ? null : new ExistingObject(description, differences);
    }
}
