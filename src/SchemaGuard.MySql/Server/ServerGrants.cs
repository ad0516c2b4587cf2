using System.Data.Common;
using System.Text.RegularExpressions;
using SchemaGuard.MySql.Commands;

namespace SchemaGuard.MySql.Server;

/// <summary>
/// Reads which rights a session has on the whole server: also those that it has through a role. The information schema lists only what the user itself was
/// given.
/// </summary>
internal static partial class ServerGrants
{
    /// <summary>Asks a session for its rights on the whole server, by their names in GRANT.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        // Of the user and the roles that are active now.
        var grants = await connection.RowsAsync("SHOW GRANTS", [], cancellationToken).ConfigureAwait(false);
        return [.. grants.SelectMany(grant => Parse(grant[0] ?? ""))];
    }

    /// <summary>Reads the rights on the whole server that a line of SHOW GRANTS gives.</summary>
    public static IReadOnlyList<string> Parse(string grant) =>
        OnServer().Match(grant) is { Success: true } match ? match.Groups["rights"].Value.Split(',', StringSplitOptions.TrimEntries) : [];

    [GeneratedRegex(@"^GRANT (?<rights>.+) ON \*\.\* TO ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OnServer();
}
