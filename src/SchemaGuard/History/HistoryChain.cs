using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SchemaGuard.History;

/// <summary>The chain that links each history row to all rows before it, so that an edited, removed or inserted row is detected.</summary>
internal static class HistoryChain
{
    /// <summary>Computes a row's link.</summary>
    /// <param name="previous">The link of the row before; empty for the first.</param>
    /// <param name="row">The row.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Next(string previous, HistoryRow row)
    {
        var number = row.Sequence.ToString(CultureInfo.InvariantCulture);
        var text = string.Join(
            '\n',
            previous,
            number,
            row.Module,
            row.Version,
            row.Name,
            row.Kind,
            row.Checksum,
            row.TokenHash,
            row.CompatibleFrom
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Finds the first row whose link is wrong.</summary>
    /// <param name="rows">The whole history in its order.</param>
    public static HistoryRow? FindBreak(IReadOnlyList<HistoryRow> rows)
    {
        var previous = "";
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Sequence != i + 1 || rows[i].Chain != Next(previous, rows[i]))
            {
                return rows[i];
            }

            previous = rows[i].Chain;
        }

        return null;
    }
}
