using System.Globalization;
using Npgsql;
using SchemaGuard.Providers;

namespace SchemaGuard.PostgreSql.Connecting;

/// <summary>The parts of a connection string that may be shown, one by one, as traces name them.</summary>
internal static class ShownAddress
{
    /// <summary>Returns where the database is.</summary>
    /// <param name="settings">The settings. A value that may have swallowed another is left out, as is a list of hosts.</param>
    /// <param name="schema">The schema that unqualified names belong to, if an option names it.</param>
    public static DatabaseAddress Of(NpgsqlConnectionStringBuilder settings, string? schema)
    {
        var database = settings.Database ?? settings.Username;
        var address = new DatabaseAddress
        {
            Namespace =
                database is null || ConnectionProblems.HoldsPair(database) ? null
                : schema is null ? database
                : $"{database}|{schema}",
        };
        if (settings.Host is not { Length: > 0 } host || host.Contains(',', StringComparison.Ordinal) || !ConnectionProblems.IsHost(host))
        {
            return address;
        }

        if (Path.IsPathRooted(host) || host.StartsWith('@'))
        {
            return address with { Server = host };
        }

        var end = host.LastIndexOf(':');
        var isPair = end > 0 && host.IndexOf(':', StringComparison.Ordinal) == end;
        return isPair && int.TryParse(host.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? address with
            {
                Server = host[..end],
                Port = port,
            }
            : address with
            {
                Server = host,
                Port = settings.Port,
            };
    }
}
