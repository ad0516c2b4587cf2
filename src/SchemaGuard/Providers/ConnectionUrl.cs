using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers;

/// <summary>
/// Is a connection string in URL form, such as <c>postgresql://user:secret@host:5432/app?sslmode=require</c> or <c>sqlite:///data/app.db</c>
/// (RFC 3986; percent-encoding undone). Only parsed here: each provider maps the parts to its driver's keywords.
/// </summary>
[Experimental("SG9001")]
public sealed record ConnectionUrl
{
    private ConnectionUrl() { }

    /// <summary>Gets the scheme, in lower case.</summary>
    public required string Scheme { get; init; }

    /// <summary>Gets the user, or <see langword="null"/>.</summary>
    public string? User { get; init; }

    /// <summary>Gets the password, or <see langword="null"/>.</summary>
    public string? Password { get; init; }

    /// <summary>Gets the hosts with their ports as written, such as <c>db1:5432,db2</c>; empty where there is none.</summary>
    public string Hosts { get; init; } = "";

    /// <summary>Gets the path without its leading slash: the database's name. For a file, the path as it is meant: <c>sqlite:///a.db</c> is relative, <c>sqlite:////a.db</c> absolute.</summary>
    public string Path { get; init; } = "";

    /// <summary>Gets the query parameters in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>Says whether a connection string is written as a URL.</summary>
    /// <param name="connectionString">The string.</param>
    public static bool IsUrl(string connectionString)
    {
        var end = connectionString.IndexOf("://", StringComparison.Ordinal);
        return end > 0 && connectionString.AsSpan(0, end).IndexOfAnyExcept(SchemeCharacters) < 0;
    }

    /// <summary>Parses a connection string in URL form.</summary>
    /// <param name="connectionString">The string.</param>
    /// <param name="url">The parts.</param>
    /// <returns>Whether it is a URL at all; text that is not percent-encoded soundly is taken as it stands.</returns>
    public static bool TryParse(string connectionString, [NotNullWhen(true)] out ConnectionUrl? url)
    {
        url = IsUrl(connectionString) ? Parse(connectionString) : null;
        return url is not null;
    }

    /// <summary>Writes scheme, hosts and path: what may be shown to people.</summary>
    public override string ToString() => $"{Scheme}://{Hosts}/{Path}";

    private static ConnectionUrl Parse(string connectionString)
    {
        var schemeEnd = connectionString.IndexOf("://", StringComparison.Ordinal);
        var (rest, query) = Cut(connectionString[(schemeEnd + 3)..], '?');
        var (authority, path) = Cut(rest, '/');
        var at = authority.LastIndexOf('@');
        var (user, password) = at < 0 ? (null, null) : Cut(authority[..at], ':');
        return new ConnectionUrl
        {
            Scheme = connectionString[..schemeEnd].ToLowerInvariant(),
            User = user is null ? null : Uri.UnescapeDataString(user),
            Password = password is null ? null : Uri.UnescapeDataString(password),
            Hosts = Uri.UnescapeDataString(authority[(at + 1)..]),
            Path = Uri.UnescapeDataString(path ?? ""),
            Parameters = ParseQuery(query),
        };
    }

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
