using SchemaGuard.Findings;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Failures;

/// <summary>The sentences about a database that cannot be used.</summary>
internal static class ConnectionMessages
{
    /// <summary>Creates a finding from a configuration problem, whose sentence says what to write instead.</summary>
    public static Finding Misconfigured(string guard, string problem) =>
        new(
            FindingCodes.Misconfigured,
            FindingSeverity.Error,
            guard,
            problem,
            "Correct it and start again. Until then the database is not checked."
        );

    public static string Unreachable(string guard, string target, DatabaseError error, TimeSpan waited)
    {
        var after = waited < TimeSpan.FromSeconds(1) ? "" : $" after waiting {DurationText.Format(waited)}";
        return $"Schema guard '{guard}' cannot use database '{target}'{after}: {Sentence(error)}";
    }

    public static string UnreachableRemedy(DatabaseError error) =>
        error.Remedy
        ?? (
            error.Kind == DatabaseErrorKind.Unavailable
                ? "Check that the server is running and that this process can reach it. The next start tries again."
                : "Correct the connection string or the permissions of its user."
        );

    public const string LostWhileTrying = "the connection was lost while the data was being checked";

    public static DatabaseError ReadOnly(IReadOnlyList<PlannedMigration> pending) =>
        new(
            DatabaseErrorKind.ReadOnly,
            "it is read-only for this connection, and "
                + (
                    pending.Count == 1
                        ? $"migration '{pending[0].Name}' is pending"
                        : $"{pending.Count} migrations are pending, the first of them '{pending[0].Name}'"
                ),
            "Nothing was attempted. Allow this connection to write, or set "
                + Wording.Of("option MigrationConnectionString", "--connection")
                + " to one that can write, such as that of the primary. To verify only, "
                + Wording.Of("use StartupMode.Verify.", "run 'schemaguard check'.")
        );

    public static string Database(string product, string version, string target) =>
        PrintableText.Line($"{$"{product} {version}".TrimEnd()}, {target}");

    private static string Sentence(DatabaseError error) => $"{error.Message.TrimEnd('.', ' ')}{CodeOf(error.Code)}.";

    /// <summary>Returns an error code as it stands behind a sentence; nothing where there is none.</summary>
    public static string CodeOf(string? code) => code is null ? "" : $" [{code}]";

    /// <summary>Describes an unexpected exception that an application's data source may have thrown.</summary>
    public static DatabaseError Unexpected(DatabaseError error, Exception exception) =>
        error with
        {
            Message =
                $"an exception of type {exception.GetType().FullName} was thrown, whose message is omitted, because it may contain parts of a "
                + "connection string",
            Remedy = UnexpectedMessages.LookAtSource,
        };

    /// <summary>Returns the error of a connection that was lost while a database was first checked.</summary>
    public static DatabaseError ConnectionLost() => new(DatabaseErrorKind.Unavailable, "the connection was lost between two queries");
}
