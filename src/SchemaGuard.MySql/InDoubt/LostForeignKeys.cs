using System.Data.Common;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Effects;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Providers.InDoubt;

namespace SchemaGuard.MySql.InDoubt;

/// <summary>
/// Gives a table back the foreign keys that its server has lost. MariaDB changes a table and what its engine knows of foreign keys one after the other: killed in between,
/// it comes up with the table as it was, or as it was to be, and without keys that were no matter of the statement (seen on 10.11).
/// </summary>
internal sealed class LostForeignKeys
{
    private const string Constraint = "CONSTRAINT ";
    private const string Key = "FOREIGN KEY (";
    private readonly DbConnection _connection;
    private readonly IReadOnlyList<string> _lines;

    private LostForeignKeys(DbConnection connection, IReadOnlyList<string> lines) => (_connection, _lines) = (connection, lines);

    /// <summary>Finds them.</summary>
    /// <param name="connection">The connection on which they are made again.</param>
    /// <param name="whole">What the table should be.</param>
    /// <param name="found">What it is.</param>
    /// <returns>The keys, if they are all that is missing.</returns>
    public static LostForeignKeys? Find(DbConnection connection, TableText whole, TableText found)
    {
        var lost = whole.NotIn(found).ToList();
        return lost.Count > 0 && lost.TrueForAll(IsForeignKey) && whole.IsSame(found.With(lost))
            ? new LostForeignKeys(connection, lost)
            : null;
    }

    /// <summary>Makes them again.</summary>
    /// <param name="table">The table.</param>
    /// <param name="verdict">What is said of the statement when they are there.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<InDoubtSettlement> RestoreAsync(CatalogObject table, InDoubtVerdict verdict, CancellationToken cancellationToken)
    {
        var keys = string.Join(", ", _lines);
        try
        {
            await _connection
                .RunAsync($"ALTER TABLE {table.Quoted} {string.Join(", ", _lines.Select(line => "ADD " + line))}", cancellationToken)
                .ConfigureAwait(false);
            return new InDoubtSettlement(verdict, $"{table} had come out of a crash of the server without {keys}, and has it again");
        }
        catch (DbException exception)
            when (ServerError.NumberOf(exception) is > 0 and not (ServerError.LockWaitTimeout or ServerError.Deadlock))
        {
            return new InDoubtSettlement(
                InDoubtVerdict.Unknown,
                $"{table} has come out of a crash of the server without {keys}, which the server refuses to make again ({ValueFreeText.Of(ServerError.NumberOf(exception), exception.Message).TrimEnd('.')})"
            );
        }
    }

    private static bool IsForeignKey(string line) =>
        line.StartsWith(Constraint, StringComparison.Ordinal) && line.Contains(Key, StringComparison.Ordinal);
}
