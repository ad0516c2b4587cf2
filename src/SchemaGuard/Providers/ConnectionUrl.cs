using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>
/// A connection string in URL form, such as <c>postgresql://user:secret@host:5432/app?sslmode=require</c> or <c>sqlite:///data/app.db</c> (RFC 3986),
/// with percent-encoding undone. It is only parsed here: each provider maps the parts to its driver's keywords.
/// </summary>
[Experimental("SG9001")]
public sealed record ConnectionUrl
{
    private const string Encoding = "'%' is %25, '/' %2F, ':' %3A, '?' %3F, '@' %40.";
    private const string HostProblem =
        "The connection URL has no valid host: the host part contains characters that no host has, or a port that is not a number. "
        + "Write scheme://user:password@host:port/database, with the special characters of user and password percent-encoded: "
        + Encoding;
    private const string AmbiguousProblem =
        "The connection URL is ambiguous: an '@' follows a '?', so it may end the password or belong to a parameter. "
        + "Write the special characters of the password and the parameters percent-encoded: "
        + Encoding;

    private ConnectionUrl() { }

    /// <summary>Gets the scheme, in lower case.</summary>
    public required string Scheme { get; init; }

    /// <summary>Gets the user, or <see langword="null"/>.</summary>
    public string? User { get; init; }

    /// <summary>Gets the password, or <see langword="null"/>.</summary>
    public string? Password { get; init; }

    /// <summary>Gets the hosts with their ports as written, such as <c>db1:5432,db2</c>; empty if there is none.</summary>
    public string Hosts { get; init; } = "";

    /// <summary>
    /// Gets the path without its leading slash, which is the database's name. For a file, it is the file's path: <c>sqlite:///a.db</c> is relative,
    /// <c>sqlite:////a.db</c> absolute.
    /// </summary>
    public string Path { get; init; } = "";

    /// <summary>Gets the query parameters in the order in which they were written.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>
    /// Gets what is wrong with the URL and what to write instead, in sentences that quote no part of it; <see langword="null"/> if it can be used.
    /// The other parts are empty if there is a problem.
    /// </summary>
    public string? Problem { get; private init; }

    /// <summary>Determines whether a connection string is written as a URL.</summary>
    /// <param name="connectionString">The connection string.</param>
    public static bool IsUrl(string connectionString)
    {
        var end = connectionString.IndexOf("://", StringComparison.Ordinal);
        return end > 0 && connectionString.AsSpan(0, end).IndexOfAnyExcept(SchemeCharacters) < 0;
    }

    /// <summary>Parses a connection string in URL form.</summary>
    /// <param name="connectionString">The connection string.</param>
    /// <param name="url">The parts.</param>
    /// <returns><see langword="true"/> if it is a URL; text that is not validly percent-encoded is taken as it stands.</returns>
    public static bool TryParse(string connectionString, [NotNullWhen(true)] out ConnectionUrl? url)
    {
        url = IsUrl(connectionString) ? Parse(connectionString) : null;
        return url is not null;
    }

    /// <summary>Returns scheme, hosts and path, which may be shown to people.</summary>
    public override string ToString() => $"{Scheme}://{Hosts}/{Path}";

    private static ConnectionUrl Parse(string connectionString)
    {
        var schemeEnd = connectionString.IndexOf("://", StringComparison.Ordinal);
        var scheme = connectionString[..schemeEnd].ToLowerInvariant();
        var text = connectionString[(schemeEnd + 3)..];
        if (!TryFindUserInfo(text, out var at))
        {
            return new ConnectionUrl { Scheme = scheme, Problem = AmbiguousProblem };
        }

        var (user, password) = at < 0 ? (null, null) : Cut(text[..at], ':');
        var (rest, query) = Cut(text[(at + 1)..], '?');
        var (authority, path) = Cut(rest, '/');
        var hosts = Uri.UnescapeDataString(authority);
        if (!AreHosts(hosts))
        {
            return new ConnectionUrl { Scheme = scheme, Problem = HostProblem };
        }

        return new ConnectionUrl
        {
            Scheme = scheme,
            User = user is null ? null : Uri.UnescapeDataString(user),
            Password = password is null ? null : Uri.UnescapeDataString(password),
            Hosts = hosts,
            Path = Uri.UnescapeDataString(path ?? ""),
            Parameters = ParseQuery(query),
        };
    }

    /// <summary>
    /// Finds the <c>@</c> after user and password. It is the last one, so that a password may contain <c>/</c>, <c>?</c> and <c>@</c> as they stand.
    /// An <c>@</c> after <c>?…=</c> may also belong to a parameter; if a password may precede it, the URL is ambiguous.
    /// </summary>
    /// <param name="text">The text after the scheme.</param>
    /// <param name="at">The index of the <c>@</c>, or -1 if there is no user.</param>
    /// <returns>Whether the result is certain.</returns>
    private static bool TryFindUserInfo(string text, out int at)
    {
        at = text.StartsWith('/') || text.StartsWith('?') ? -1 : text.LastIndexOf('@');
        var query = text.IndexOf('?', StringComparison.Ordinal);
        if (query < 0 || at < query || !text.AsSpan(query, at - query).Contains('='))
        {
            return true;
        }

        at = text.LastIndexOf('@', query);
        return !text.AsSpan(0, query).Contains(':');
    }

    /// <summary>
    /// Determines whether a text can be a list of hosts with their ports, or of sockets. Anything else may be part of a password, and is not shown.
    /// </summary>
    private static bool AreHosts(string hosts) => hosts.Split(',').All(IsHost);

    private static bool IsHost(string host)
    {
        if (host.Any(char.IsControl))
        {
            return false;
        }

        // A socket: a path, or an abstract name after '@'. In a URL both are percent-encoded, so this is intended.
        if (host.StartsWith('/') || host.StartsWith('@'))
        {
            return true;
        }

        var end = host.LastIndexOf(':');
        var name = end < 0 || host.EndsWith(']') ? host : host[..end];
        var port = name.Length == host.Length ? "" : host[(end + 1)..];
        return !name.AsSpan().ContainsAny(NotInHosts) && !name.Any(char.IsWhiteSpace) && port.All(char.IsAsciiDigit);
    }

    private static readonly System.Buffers.SearchValues<char> NotInHosts = System.Buffers.SearchValues.Create("=@/?#;&'\"\\%");

    private static readonly System.Buffers.SearchValues<char> SchemeCharacters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."
    );

    private static (string Before, string? After) Cut(string text, char separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }

    private static List<KeyValuePair<string, string>> ParseQuery(string? query)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        foreach (var pair in (query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = Cut(pair, '=');
            parameters.Add(new(Uri.UnescapeDataString(key), Uri.UnescapeDataString(value ?? "")));
        }

        return parameters;
    }
}
