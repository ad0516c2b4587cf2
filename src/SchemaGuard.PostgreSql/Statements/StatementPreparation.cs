using System.Globalization;
using System.Text;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.Providers;

namespace SchemaGuard.PostgreSql.Statements;

/// <summary>
/// The text of PREPARE and EXECUTE. They take no parameters of the protocol: values are literals in the text that mean the same whatever a session's
/// settings are.
/// </summary>
internal sealed class StatementPreparation : IStatementPreparation
{
    private StatementPreparation() { }

    public static StatementPreparation Instance { get; } = new();

    public string Prepare(string name, string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var used = new bool[parameters.Length];
        var numbered = Number(sql, parameters, used);
        var text = new StringBuilder("PREPARE ").Append(name);
        for (var i = 0; i < parameters.Length; i++)
        {
            // The server cannot infer the type of a parameter that the statement does not use.
            text.Append(i == 0 ? " (" : ", ").Append(used[i] ? TypeOf(parameters[i].Value) : "text");
        }

        return text.Append(parameters.Length == 0 ? " AS " : ") AS ").Append(numbered).ToString();
    }

    public string Execute(string name, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var text = new StringBuilder("EXECUTE ").Append(name);
        for (var i = 0; i < parameters.Length; i++)
        {
            text.Append(i == 0 ? " (" : ", ").Append(Literal(parameters[i].Value));
        }

        return text.Append(parameters.Length == 0 ? "" : ")").ToString();
    }

    public string Forget(string name) => $"DEALLOCATE {name}";

    /// <summary>Replaces the names of parameters with their numbers, and records which are used. Quoted text stays as it is.</summary>
    private static string Number(string sql, ReadOnlySpan<(string Name, object? Value)> parameters, bool[] used)
    {
        var text = new StringBuilder(sql.Length);
        for (var i = 0; i < sql.Length; )
        {
            var end = sql[i] switch
            {
                '"' or '\'' => sql.IndexOf(sql[i], i + 1) + 1,
                '@' => EndOfName(sql, i + 1),
                _ => i + 1,
            };
            var part = sql.AsSpan(i, end - i);
            if (part[0] == '@' && IndexOf(part, parameters) is >= 0 and var index)
            {
                used[index] = true;
                text.Append(CultureInfo.InvariantCulture, $"${index + 1}");
            }
            else
            {
                text.Append(part);
            }

            i = end;
        }

        return text.ToString();
    }

    private static int EndOfName(string sql, int start)
    {
        while (start < sql.Length && (char.IsAsciiLetterOrDigit(sql[start]) || sql[start] == '_'))
        {
            start++;
        }

        return start;
    }

    private static int IndexOf(ReadOnlySpan<char> name, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (name.SequenceEqual(parameters[i].Name))
            {
                return i;
            }
        }

        return -1;
    }

    private static string TypeOf(object? value) =>
        value switch
        {
            null => "unknown",
            long => "bigint",
            int => "integer",
            double => "double precision",
            string => "text",
            _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType(), "No type of a prepared statement."),
        };

    private static string Literal(object? value) =>
        value switch
        {
            null => "NULL",
            string text => Quote(text),
            IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType(), "No value of a prepared statement."),
        };

    /// <summary>Quotes a text so that a backslash in it is one whether or not the session conforms to the standard.</summary>
    private static string Quote(string text) =>
        text.Contains('\\', StringComparison.Ordinal)
            ? $"E'{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'"
            : SqlText.Literal(text);
}
