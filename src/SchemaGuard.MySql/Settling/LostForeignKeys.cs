using System.Data.Common;

namespace SchemaGuard.MySql.Settling;

/// <summary>
/// Gives a table back the foreign keys that its server has lost. MariaDB changes a table and what its engine knows of foreign keys one after the other: killed in between,
/// it comes up with the table as it was, or as it was to be, and without keys that were no matter of the statement (seen on 10.11).
/// </summary>
internal sealed class LostForeignKeys(DbConnection connection)
{
    private const string Key = " FOREIGN KEY (";
    private const string Constraint = "CONSTRAINT ";

    /// <summary>Makes them again, if they are all that is missing.</summary>
    /// <param name="table">The table.</param>
    /// <param name="whole">What it should be.</param>
    /// <param name="found">What it is.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Whether the table is now what it should be.</returns>
    /// <exception cref="DbException">The server refuses, such as for rows that have come meanwhile.</exception>
    public async Task<bool> RestoreAsync(CatalogObject table, TableText whole, TableText found, CancellationToken cancellationToken)
    {
        var lost = whole.NotIn(found).ToList();
        if (lost.Count == 0 || found.NotIn(whole).Any() || !lost.TrueForAll(IsForeignKey) || !whole.IsSame(found.With(lost)))
        {
            return false;
        }

        await connection
            .RunAsync($"ALTER TABLE {table.Quoted} {string.Join(", ", lost.Select(line => "ADD " + line))}", cancellationToken)
            .ConfigureAwait(false);
        return true;
    }

    private static bool IsForeignKey(string line) =>
        line.StartsWith(Constraint, StringComparison.Ordinal) && line.Contains(Key, StringComparison.Ordinal)
        || line.StartsWith(Constraint + Key.TrimStart(), StringComparison.Ordinal);
}
