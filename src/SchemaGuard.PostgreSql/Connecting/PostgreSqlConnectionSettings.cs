using System.Collections.Frozen;
using Npgsql;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.Providers;

namespace SchemaGuard.PostgreSql.Connecting;

/// <summary>The settings of a connection string in ADO.NET's form, of a URL, or of libpq's variables.</summary>
internal static class PostgreSqlConnectionSettings
{
    // libpq's names (PostgreSQL documentation, section 34.1.2) for what Npgsql names differently.
    private static readonly FrozenDictionary<string, string> Keywords = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["sslmode"] = "SSL Mode",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["sslrootcert"] = "Root Certificate",
        ["sslnegotiation"] = "SSL Negotiation",
        ["channel_binding"] = "Channel Binding",
        ["connect_timeout"] = "Timeout",
        ["application_name"] = "Application Name",
        ["fallback_application_name"] = "Application Name",
        ["client_encoding"] = "Client Encoding",
        ["options"] = "Options",
        ["passfile"] = "Passfile",
        ["keepalives"] = "Tcp Keepalive",
        ["keepalives_idle"] = "Tcp Keepalive Time",
        ["keepalives_interval"] = "Tcp Keepalive Interval",
        ["target_session_attrs"] = "Target Session Attributes",
        ["host"] = "Host",
        ["port"] = "Port",
        ["dbname"] = "Database",
        ["user"] = "Username",
        ["password"] = "Password",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // Other keywords that libpq knows and Npgsql does not.
    private static readonly FrozenSet<string> Unsupported = FrozenSet.ToFrozenSet(
        [
            "hostaddr",
            "service",
            "servicefile",
            "sslcrl",
            "sslcrldir",
            "sslsni",
            "sslcompression",
            "sslcertmode",
            "ssl_min_protocol_version",
            "ssl_max_protocol_version",
            "require_auth",
            "requirepeer",
            "krbsrvname",
            "gsslib",
            "gssencmode",
            "gssdelegation",
            "replication",
            "load_balance_hosts",
            "keepalives_count",
            "tcp_user_timeout",
            "scram_client_key",
            "scram_server_key",
            "min_protocol_version",
            "max_protocol_version",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Parses a text.</summary>
    /// <returns>The settings, or <see langword="null"/> with the problem, which never contains the text.</returns>
    public static NpgsqlConnectionStringBuilder? Parse(string text, out string? problem)
    {
        try
        {
            var builder = Read(text, out problem);
            problem ??= ConnectionProblems.Find(builder!);
            return problem is null ? builder : null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            problem = ConnectionStringMessages.NotUnderstood(
                exception is ArgumentException { ParamName: { } name } ? KnownKeyword(name) : null
            );
            return null;
        }
    }

    /// <summary>Returns a keyword if it is one: anything else may be the rest of a password that contains a semicolon.</summary>
    private static string? KnownKeyword(string name) => new NpgsqlConnectionStringBuilder().ContainsKey(name) ? name : null;

    private static NpgsqlConnectionStringBuilder? Read(string text, out string? problem)
    {
        problem = null;
        if (ConnectionUrl.TryParse(text, out var url))
        {
            problem = url.Scheme is "postgresql" or "postgres" ? url.Problem : ConnectionStringMessages.WrongScheme(url.Scheme);
            return problem is null ? FromUrl(url) : null;
        }

        return LibpqText.TryParse(text, out var pairs) && pairs.All(pair => IsLibpq(pair.Key))
            ? FromLibpq(pairs, out problem)
            : new NpgsqlConnectionStringBuilder(text);
    }

    private static bool IsLibpq(string keyword) => Keywords.ContainsKey(keyword) || Unsupported.Contains(keyword);

    private static NpgsqlConnectionStringBuilder? FromLibpq(IReadOnlyList<KeyValuePair<string, string>> pairs, out string? problem)
    {
        if (pairs.FirstOrDefault(pair => Unsupported.Contains(pair.Key)).Key is { } unsupported)
        {
            problem = ConnectionStringMessages.UnsupportedKeyword(unsupported.ToLowerInvariant());
            return null;
        }

        problem = null;
        var builder = new NpgsqlConnectionStringBuilder();
        foreach (var (key, value) in pairs.Where(pair => pair.Value.Length > 0))
        {
            Set(builder, Keywords[key], value);
        }

        builder.Host ??= "localhost";
        return builder;
    }

    /// <summary>
    /// Composes a connection string from <c>PGHOST</c> and similar variables. Npgsql itself reads the others, such as <c>PGUSER</c> and
    /// <c>PGPASSWORD</c>.
    /// </summary>
    /// <returns>The connection string, or <see langword="null"/> when neither <c>PGHOST</c> nor <c>PGDATABASE</c> is set, or one of them cannot be
    /// parsed.</returns>
    public static string? FromEnvironment(Func<string, string?> variable, out string? problem)
    {
        problem = null;
        var builder = new NpgsqlConnectionStringBuilder();
        foreach (
            var (name, keyword) in (ReadOnlySpan<(string, string)>)
                [
                    ("PGHOST", "Host"),
                    ("PGPORT", "Port"),
                    ("PGDATABASE", "Database"),
                    ("PGSSLMODE", "SSL Mode"),
                    ("PGAPPNAME", "Application Name"),
                    ("PGCONNECT_TIMEOUT", "Timeout"),
                ]
        )
        {
            if (variable(name) is { Length: > 0 } value)
            {
                try
                {
                    Set(builder, keyword, value);
                }
                catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException)
                {
                    problem = PostgreSqlMessages.BadVariable(name);
                    return null;
                }
            }
        }

        if (builder.Host is null && builder.Database is null)
        {
            return null;
        }

        builder.Host ??= "localhost";
        return builder.ConnectionString;
    }

    /// <summary>Writes hosts, port and database: the part that may be shown to people.</summary>
    public static string Target(NpgsqlConnectionStringBuilder settings)
    {
        var hosts = string.Join(
            ',',
            (settings.Host ?? "")
                .Split(',')
                .Select(host =>
                    !ConnectionProblems.IsHost(host) ? "…"
                    : host.Contains(':', StringComparison.Ordinal) ? host
                    : $"{host}:{settings.Port}"
                )
        );
        var database = settings.Database ?? settings.Username;
        return $"{hosts}/{(ConnectionProblems.HoldsPair(database) ? "…" : database)}";
    }

    private static NpgsqlConnectionStringBuilder FromUrl(ConnectionUrl url)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        if (url.Hosts.Length > 0)
        {
            SetHosts(builder, url.Hosts);
        }

        builder.Database = url.Path.Length > 0 ? url.Path : null;
        builder.Username = url.User;
        builder.Password = url.Password;
        foreach (var (key, value) in url.Parameters)
        {
            Set(builder, Keywords.GetValueOrDefault(key, key), value);
        }

        return builder;
    }

    /// <summary>Sets the hosts. The port of a single host is a setting of its own; Npgsql takes a list as <c>host:port</c> pairs.</summary>
    private static void SetHosts(NpgsqlConnectionStringBuilder builder, string hosts)
    {
        var end = hosts.LastIndexOf(':');
        var isList = hosts.Contains(',', StringComparison.Ordinal);
        if (!isList && end > 0 && !hosts.EndsWith(']'))
        {
            builder.Host = hosts[..end].Trim('[', ']');
            Set(builder, "Port", hosts[(end + 1)..]);
            return;
        }

        builder.Host = isList ? hosts : hosts.Trim('[', ']');
    }

    private static void Set(NpgsqlConnectionStringBuilder builder, string keyword, string value) =>
        builder[keyword] = keyword switch
        {
            // libpq writes verify-full and read-write; Npgsql's enumerations have no hyphen.
            "SSL Mode" => value.Replace("-", "", StringComparison.Ordinal),
            "Tcp Keepalive" => value == "1" ? "true"
            : value == "0" ? "false"
            : value,
            _ => value,
        };
}
