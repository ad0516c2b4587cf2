using System.Data.Common;

namespace SchemaGuard.Sqlite.Statements;

/// <summary>A reader of the output of EXPLAIN QUERY PLAN (sqlite.org/eqp.html).</summary>
internal static class QueryPlan
{
    private const string Detail = "detail";
    private const string Index = " INDEX ";

    /// <summary>Reads the indexes that a plan uses.</summary>
    public static async Task<IReadOnlyList<string>> ReadIndexesAsync(DbCommand command, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var detail = reader.GetString(reader.GetOrdinal(Detail));
                if (detail.IndexOf(Index, StringComparison.Ordinal) is var at and > 0)
                {
                    var name = detail[(at + Index.Length)..];
                    var end = name.IndexOf(" (", StringComparison.Ordinal);
                    found.Add(end < 0 ? name : name[..end]);
                }
            }
        }

        return found;
    }
}
