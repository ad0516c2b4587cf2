using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SchemaGuard.Sqlite.Errors;

namespace SchemaGuard.Sqlite.Connecting;

/// <summary>
/// A reader that gives the driver its keywords one by one, so that each mistake gets its own sentence. It shows no value, and no keyword that may be
/// part of one.
/// </summary>
internal static class ConnectionKeywords
{
    private static readonly SqliteConnectionStringBuilder Known = new();

    /// <summary>Reads an ADO.NET connection string.</summary>
    public static SqliteConnectionStringBuilder? Read(string text, out string? problem)
    {
        var keywords = new DbConnectionStringBuilder();
        try
        {
            keywords.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            problem = SqliteMessages.NotUnderstood();
            return null;
        }

        return Read([.. keywords.Keys.Cast<string>().Select(key => KeyValuePair.Create(key, keywords[key].ToString() ?? ""))], out problem);
    }

    /// <summary>Reads keywords with their values.</summary>
    public static SqliteConnectionStringBuilder? Read(IReadOnlyList<KeyValuePair<string, string>> keywords, out string? problem)
    {
        var builder = new SqliteConnectionStringBuilder();
        for (var i = 0; i < keywords.Count; i++)
        {
            var (keyword, value) = keywords[i];
            problem =
                !Known.ContainsKey(keyword) ? SqliteMessages.UnknownKeyword(i + 1, KnownNames)
                : !TrySet(builder, keyword, value) ? SqliteMessages.BadValue(NameOf(keyword), Choices(NameOf(keyword)))
                : null;
            if (problem is not null)
            {
                return null;
            }
        }

        problem = FindSwallowed(builder.DataSource) is { } swallowed ? SqliteMessages.KeywordInValue(swallowed) : null;
        return problem is null ? builder : null;
    }

    private static IEnumerable<string> KnownNames => Known.Keys.Cast<string>();

    private static bool TrySet(SqliteConnectionStringBuilder builder, string keyword, string value)
    {
        try
        {
            builder[keyword] = value;
            return Enum.IsDefined(builder.Mode) && Enum.IsDefined(builder.Cache) && builder.DefaultTimeout >= 0;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            return false;
        }
    }

    /// <summary>Returns a keyword as the driver writes it, whatever case or synonym was used.</summary>
    private static string NameOf(string keyword) =>
        KnownNames.FirstOrDefault(name => name.Equals(keyword, StringComparison.OrdinalIgnoreCase))
        ?? CultureInfo.InvariantCulture.TextInfo.ToTitleCase(keyword);

    private static string Choices(string keyword) =>
        keyword switch
        {
            "Mode" => string.Join(", ", Enum.GetNames<SqliteOpenMode>()),
            "Cache" => string.Join(", ", Enum.GetNames<SqliteCacheMode>()),
            "Default Timeout" or "Command Timeout" => "whole seconds, such as 30",
            _ => "True, False",
        };

    /// <summary>Finds a keyword of the connection string that ended up in the file name, as in <c>app.db Password=…</c>.</summary>
    private static string? FindSwallowed(string dataSource) =>
        KnownNames.FirstOrDefault(name =>
        {
            var at = dataSource.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            return at > 0
                && dataSource[at - 1] is ' ' or ',' or '\t'
                && dataSource.AsSpan(at + name.Length).TrimStart().StartsWith("=", StringComparison.Ordinal);
        });
}
