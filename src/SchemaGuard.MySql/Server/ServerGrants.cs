using System.Data.Common;
using System.Text.RegularExpressions;
using SchemaGuard.MySql.Commands;

namespace SchemaGuard.MySql.Server;

/// <summary>
/// A reader of a session's privileges on the whole server, including those from a role. The information schema lists only those that the user itself
/// was granted.
/// </summary>
internal static partial class ServerGrants
{
    /// <summary>Asks a session for its privileges on the whole server, by their names in GRANT.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        // For the user and the roles that are active now.
        var grants = await connection.RowsAsync("SHOW GRANTS", [], cancellationToken).ConfigureAwait(false);
        return [.. grants.SelectMany(grant => Parse(grant[0] ?? ""))];
    }

    /// <summary>Reads the privileges on the whole server from a line of SHOW GRANTS.</summary>
    public static IReadOnlyList<string> Parse(string grant) =>
        OnServer().Match(grant) is { Success: true } match ? match.Groups["rights"].Value.Split(',', StringSplitOptions.TrimEntries) : [];

    [GeneratedRegex(@"^GRANT (?<rights>.+) ON \*\.\* TO ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OnServer();
}
