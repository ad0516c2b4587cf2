using System.Buffers;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Providers;

namespace SchemaGuard.MySql.Connecting;

/// <summary>
/// A connection string in the keywords that MySqlConnector and MySql.Data share, with the values that are read from it. Everything else is validated
/// by the driver itself.
/// </summary>
internal sealed class MySqlConnectionSettings
{
    private const int DefaultPort = 3306;
    private static readonly string[] ServerKeys = ["Server", "Host", "Data Source", "DataSource", "Address", "Addr", "Network Address"];
    private static readonly string[] PortKeys = ["Port"];
    private static readonly string[] DatabaseKeys = ["Database", "Initial Catalog"];
    private static readonly string[] UserKeys = ["User ID", "UserID", "Username", "User Name", "Uid", "User"];
    private readonly DbConnectionStringBuilder _keywords;

    private MySqlConnectionSettings(DbConnectionStringBuilder keywords) => _keywords = keywords;

    private const string DefaultHost = "localhost";
    private static readonly string[] VariableKeys = ["Allow User Variables", "AllowUserVariables"];
    private static readonly string[] ProtocolKeys = ["Protocol", "Connection Protocol", "ConnectionProtocol"];
    private static readonly string[] SecretKeys =
    [
        "Password",
        "Pwd",
        "Certificate Password",
        "CertificatePassword",
        "Password1",
        "Password2",
        "Password3",
    ];

    /// <summary>
    /// The characters that no host name contains. They show that another part of the text was mistaken for a host, such as the rest of a password.
    /// </summary>
    private static readonly SearchValues<char> NotOfHosts = SearchValues.Create(" \t\r\n=@/?;\"'");

    /// <summary>Gets the connection string.</summary>
    public string ConnectionString => _keywords.ConnectionString;

    /// <summary>Gets the database's name, or <see langword="null"/>.</summary>
    public string? Database => Find(DatabaseKeys);

    /// <summary>Gets the user's name, or <see langword="null"/>.</summary>
    public string? User => Find(UserKeys);

    /// <summary>Gets <c>host:port/database</c>.</summary>
    public string Target =>
        Socket is { } socket
            ? $"{socket}/{Database}"
            : string.Join(
                ',',
                Endpoints.Select(endpoint => string.Create(CultureInfo.InvariantCulture, $"{endpoint.Host}:{endpoint.Port}"))
            ) + $"/{Database}";

    /// <summary>Gets the same parts one by one, as far as only one server is named.</summary>
    public DatabaseAddress Address =>
        Socket is { } socket ? new DatabaseAddress { Namespace = Database, Server = socket }
        : Endpoints is [var (host, port)]
            ? new DatabaseAddress
            {
                Namespace = Database,
                Server = host,
                Port = port,
            }
        : new DatabaseAddress { Namespace = Database };

    /// <summary>Gets the hosts, one of which is connected to, each with its port.</summary>
    public IReadOnlyList<(string Host, int Port)> Endpoints => ServerEndpoints.Of(Server, Port);

    /// <summary>Gets the value of the server keyword.</summary>
    public string Server => Find(ServerKeys) ?? DefaultHost;

    private int Port =>
        int.TryParse(Find(PortKeys), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue
            ? port
            : DefaultPort;

    /// <summary>Gets the path of the Unix socket, or <see langword="null"/> where the server is reached by host and port.</summary>
    public string? Socket =>
        Find(ServerKeys) is { } server
        && (server.StartsWith('/') || Find(ProtocolKeys)?.ToUpperInvariant() is "UNIX" or "UNIXSOCKET" or "UNIX SOCKET")
            ? server
            : null;

    /// <summary>Gets whether the driver leaves <c>@name</c> in a command to the server.</summary>
    public bool AllowsUserVariables => Find(VariableKeys)?.ToUpperInvariant() is "TRUE" or "YES" or "1" or "ON";

    /// <summary>Gets the keywords in their order, each with its value.</summary>
    public IEnumerable<(string Keyword, string Value)> Keywords =>
        _keywords.Keys.Cast<string>().Select(keyword => (keyword, _keywords[keyword].ToString() ?? ""));

    /// <summary>Determines whether a text repeats a secret.</summary>
    public bool Holds(string text) =>
        SecretKeys.Any(key =>
            _keywords.TryGetValue(key, out var value)
            && value.ToString() is { Length: > 0 } secret
            && text.Contains(secret, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Reads a connection string or a URL such as <c>mysql://app@db:3306/app?SslMode=Required</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problem">What is wrong with it, if anything.</param>
    public static MySqlConnectionSettings? Parse(string text, out string? problem)
    {
        problem = null;
        try
        {
            var keywords = new DbConnectionStringBuilder();
            if (!ConnectionUrl.TryParse(text, out var url))
            {
                keywords.ConnectionString = text;
            }
            else if (!TryRead(url, keywords, out problem))
            {
                return null;
            }

            var settings = new MySqlConnectionSettings(keywords);
            problem =
                settings.Socket is null && (settings.Endpoints.Count == 0 || settings.Endpoints.Any(endpoint => IsNoHost(endpoint.Host)))
                    ? MySqlMessages.BadHost()
                : settings.Database is null ? MySqlMessages.NoDatabase()
                : null;
            return problem is null ? settings : null;
        }
        catch (ArgumentException)
        {
            problem = MySqlMessages.NotUnderstood();
            return null;
        }
    }

    /// <summary>Returns the string with keywords that both drivers know replaced or added, for another purpose.</summary>
    public string With(params ReadOnlySpan<(string Keyword, string Value)> changes)
    {
        var keywords = new DbConnectionStringBuilder { ConnectionString = ConnectionString };
        foreach (var (keyword, value) in changes)
        {
            keywords[keyword] = value;
        }

        return keywords.ConnectionString;
    }

    /// <summary>Returns the string without a database, for work that is done before the database exists.</summary>
    public string WithoutDatabase()
    {
        var keywords = new DbConnectionStringBuilder { ConnectionString = ConnectionString };
        foreach (var key in DatabaseKeys)
        {
            keywords.Remove(key);
        }

        keywords["Pooling"] = "false";
        return keywords.ConnectionString;
    }

    /// <summary>Returns the settings for another database of the server.</summary>
    public MySqlConnectionSettings WithDatabase(string database)
    {
        var keywords = new DbConnectionStringBuilder { ConnectionString = WithoutDatabase() };
        keywords["Database"] = database;
        return Parse(keywords.ConnectionString, out _)!;
    }

    /// <summary>
    /// Determines whether a text cannot be a host. A colon belongs to an IPv6 address, and otherwise precedes something that is not a port.
    /// </summary>
    private static bool IsNoHost(string host) =>
        host.AsSpan().ContainsAny(NotOfHosts) || (host.Contains(':', StringComparison.Ordinal) && !IPAddress.TryParse(host, out _));

    private static bool TryRead(ConnectionUrl url, DbConnectionStringBuilder keywords, [NotNullWhen(false)] out string? problem)
    {
        problem =
            url.Scheme is not ("mysql" or "mariadb") ? MySqlMessages.WrongScheme(url.Scheme)
            : url.Problem is not null ? url.Problem
            : url.Hosts.Length == 0 ? MySqlMessages.NoHost()
            : null;
        if (problem is not null)
        {
            return false;
        }

        var colon = url.Hosts.LastIndexOf(':');
        var hasPort =
            colon > 0
            && int.TryParse(url.Hosts.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && !url.Hosts.Contains(',', StringComparison.Ordinal);
        keywords["Server"] = hasPort ? url.Hosts[..colon] : url.Hosts;
        if (hasPort)
        {
            keywords["Port"] = url.Hosts[(colon + 1)..];
        }

        Add(keywords, "User ID", url.User);
        Add(keywords, "Password", url.Password);
        Add(keywords, "Database", url.Path.Length == 0 ? null : url.Path);
        foreach (var (keyword, value) in url.Parameters)
        {
            Add(keywords, keyword.Equals("ssl-mode", StringComparison.OrdinalIgnoreCase) ? "SslMode" : keyword, value);
        }

        return true;
    }

    private static void Add(DbConnectionStringBuilder keywords, string keyword, string? value)
    {
        if (value is not null)
        {
            keywords[keyword] = value;
        }
    }

    private string? Find(string[] keys) =>
        keys.Select(key => _keywords.TryGetValue(key, out var value) ? value.ToString() : null)
            .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
}
