using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Inspection;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Verification.Comparison;

namespace SchemaGuard.Providers.InDoubt;

/// <summary>Says how an object that is there already compares with what a statement was to make of it.</summary>
/// <param name="Description">The object in words, such as <c>table `jobs`</c>.</param>
/// <param name="Differences">What the statement would have given it and it has not, a phrase each; none where it has the statement's shape.</param>
[Experimental("SG9001")]
public sealed record ExistingObject(string Description, IReadOnlyList<string> Differences)
{
    /// <summary>Compares a table, or parts of one, with what a statement would make. What the statement gives must be there and alike; what is there besides may have come later.</summary>
    /// <param name="description">What is there in words, such as <c>table 'jobs'</c>.</param>
    /// <param name="expected">What the statement would make: one table with its parts, or with those that count.</param>
    /// <param name="found">The table that is there, with its parts.</param>
    /// <param name="schema">The schema of both; <see langword="null"/> where there are none.</param>
    /// <param name="following">The statements that are still to run: what they change is no difference.</param>
    /// <param name="dialect">How names compare and SQL is read.</param>
    /// <returns>The comparison; <see langword="null"/> where all that is different may come from statements that are still to run.</returns>
    public static ExistingObject? Compare(
        string description,
        IReadOnlyList<SchemaObject> expected,
        IReadOnlyList<SchemaObject> found,
        string? schema,
        IEnumerable<SqlStatement> following,
        ISqlDialect dialect
    )
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(following);
        ArgumentNullException.ThrowIfNull(dialect);
        var differences = ShapeComparison.Differences(expected, found, schema, following, dialect);
        return differences is null ? null : new ExistingObject(description, differences);
    }
}
