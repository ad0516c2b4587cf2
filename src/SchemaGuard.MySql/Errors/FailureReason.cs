using System.Data.Common;
using System.Globalization;
using SchemaGuard.MySql.Commands;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.MySql.Errors;

/// <summary>
/// The reason why a definition has failed, asked for in the same session. For a table that could not be created, or a foreign key, the error has one
/// sentence for everything, and the reason is recorded separately (MariaDB knowledge base, "Foreign Keys", errno 150; MySQL reference manual, "InnoDB
/// Error Handling"). It costs one question, and only after such a failure.
/// </summary>
internal static class FailureReason
{
    private static readonly HashSet<string> Vague = new(StringComparer.Ordinal)
    {
        "1005", // Cannot create the table.
        "1025", // Cannot rename it.
        "1030", // The engine's error.
        "1031", // An option that the engine does not have.
        "1215", // Cannot add the foreign key.
        "1822", // No index for the foreign key.
    };

    /// <summary>Adds the reason where there is one.</summary>
    public static async ValueTask<DatabaseError> AddAsync(DbConnection connection, DatabaseError error, CancellationToken cancellationToken)
    {
        if (error.Code is null || !Vague.Contains(error.Code))
        {
            return error;
        }

        try
        {
            var rows = await connection.RowsAsync("SHOW WARNINGS", [], cancellationToken).ConfigureAwait(false);
            return rows.FirstOrDefault(row => row is [_, { } code, { Length: > 0 }] && !Vague.Contains(code)) is [_, { } number, { } text]
                ? error with
                {
                    Message = $"{error.Message}. {Text(number, text)}",
                }
                : error;
        }
        catch (Exception exception)
            when (exception is DbException or InvalidOperationException or TimeoutException or OperationCanceledException)
        {
            // The original failure remains the one to report.
            return error;
        }
    }

    private static string Text(string code, string text) =>
        ServerWarnings
            .TextOf(int.Parse(code, CultureInfo.InvariantCulture), text)
            .Replace("  ", " ", StringComparison.Ordinal)
            .TrimEnd('.');
}
