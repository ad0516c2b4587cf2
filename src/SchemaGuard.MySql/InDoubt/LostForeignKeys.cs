using System.Data.Common;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Effects;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Providers.InDoubt;

namespace SchemaGuard.MySql.InDoubt;

/// <summary>
/// The foreign keys that a table has lost in a crash, and their restoration. MariaDB changes a table and its engine's record of foreign keys one
/// after the other. If it is killed in between, it restarts with the table as it was, or as it was to be, and without keys that the statement did not
/// concern (seen on 10.11).
/// </summary>
internal sealed class LostForeignKeys
{
    private const string Constraint = "CONSTRAINT ";
    private const string Key = "FOREIGN KEY (";
    private readonly DbConnection _connection;
    private readonly IReadOnlyList<string> _lines;

    private LostForeignKeys(DbConnection connection, IReadOnlyList<string> lines) => (_connection, _lines) = (connection, lines);

    /// <summary>Finds the lost keys.</summary>
    /// <param name="connection">The connection on which they are created again.</param>
    /// <param name="whole">The expected table.</param>
    /// <param name="found">The actual table.</param>
    /// <returns>The keys, if nothing else is missing.</returns>
    public static LostForeignKeys? Find(DbConnection connection, TableText whole, TableText found)
    {
        var lost = whole.NotIn(found).ToList();
        return lost.Count > 0 && lost.TrueForAll(IsForeignKey) && whole.IsSame(found.With(lost))
            ? new LostForeignKeys(connection, lost)
            : null;
    }

    /// <summary>Creates the keys again.</summary>
    /// <param name="table">The table.</param>
    /// <param name="verdict">The verdict on the statement once they exist.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public async Task<InDoubtSettlement> RestoreAsync(CatalogObject table, InDoubtVerdict verdict, CancellationToken cancellationToken)
    {
        var keys = string.Join(", ", _lines);
        try
        {
            await _connection
                .RunAsync($"ALTER TABLE {table.Quoted} {string.Join(", ", _lines.Select(line => "ADD " + line))}", cancellationToken)
                .ConfigureAwait(false);
            return new InDoubtSettlement(verdict, $"a crash of the server left {table} without {keys}, which it has again");
        }
        catch (DbException exception)
            when (ServerError.NumberOf(exception) is > 0 and not (ServerError.LockWaitTimeout or ServerError.Deadlock))
        {
            return new InDoubtSettlement(
                InDoubtVerdict.Unknown,
                $"a crash of the server left {table} without {keys}, which the server refuses to create again "
                    + $"({RedactedText.Of(ServerError.NumberOf(exception), exception.Message).TrimEnd('.')})"
            );
        }
    }

    private static bool IsForeignKey(string line) =>
        line.StartsWith(Constraint, StringComparison.Ordinal) && line.Contains(Key, StringComparison.Ordinal);
}
