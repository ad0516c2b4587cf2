using SchemaGuard.Failures;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Execution;

/// <summary>The facts of a failed migration: the place in its file, the database's text, and what stays done.</summary>
internal static class FailureReport
{
    public static MigrationFailure Create(
        StatementFailedException failure,
        PlannedMigration planned,
        IReadOnlyList<string> appliedBefore,
        int remaining
    )
    {
        var error = failure.Error;
        var at = failure.Statement is { } failed ? failed.SourceLineOf(OffsetOf(failed, error)) : (SourceLine?)null;
        return new MigrationFailure(planned.Name, error.Message, error.Remedy ?? MigrationFailureMessages.MigrationRemedy(planned))
        {
            Location = at is { Position: var position } ? $"{planned.Origin}:{position.Line}:{position.Column}" : null,
            Excerpt = at?.ToString(),
            ErrorCode = error.Code,
            Statement = failure.Number,
            Statements = planned.SqlStatements.Count,
            StatementsDone = failure.StatementsDone,
            Module = planned.Module,
            IsStateUnknown = failure.IsStateUnknown,
            IsStatementInDoubt = failure.IsInDoubt,
            AppliedBefore = appliedBefore,
            Remaining = remaining,
        };
    }

    /// <summary>
    /// Finds the position in a statement: the one that the database reports, or else that of the token it names, if that occurs only once, or else
    /// the beginning.
    /// </summary>
    private static int OffsetOf(SqlStatement statement, DatabaseError error)
    {
        if (error.Character is { } character)
        {
            return OffsetOfCharacter(statement.Span, character);
        }

        if (error.NearToken is not { Length: > 0 } token)
        {
            return 0;
        }

        var text = statement.Text;
        var first = text.IndexOf(token, StringComparison.Ordinal);
        return first >= 0 && text.IndexOf(token, first + 1, StringComparison.Ordinal) < 0 ? first : 0;
    }

    /// <summary>Finds a character's offset in UTF-16 code units: a database counts a character outside the basic plane once.</summary>
    private static int OffsetOfCharacter(ReadOnlySpan<char> text, int character)
    {
        var offset = 0;
        for (var count = 1; count < character && offset < text.Length; count++)
        {
            offset += char.IsHighSurrogate(text[offset]) && offset + 1 < text.Length ? 2 : 1;
        }

        return offset;
    }
}
