using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SchemaGuard.TestApp.Faults;

/// <summary>Identifies an action on a database, the same in every run of the program.</summary>
/// <param name="Text">What people read.</param>
/// <param name="Values">What tells it from other actions of the same text.</param>
internal sealed record FaultKey(string Text, string Values)
{
    /// <summary>What parameters are named whose values differ from run to run: times, and who and where the process is.</summary>
    private static readonly string[] Fleeting = ["duration", "seconds", "host", "taken", "owner", "epoch", "observed"];

    /// <summary>Reads the key of a command.</summary>
    /// <returns>The key, or <see langword="null"/> for a pure read and for what only sets up a session.</returns>
    public static FaultKey? Of(DbCommand command)
    {
        var word = FirstWord(WithoutSettings(command.CommandText));
        if (IsOneOf(word, "select", "show", "set"))
        {
            return null;
        }

        var values = new StringBuilder();
        foreach (DbParameter parameter in command.Parameters)
        {
            if (!Fleeting.Any(name => parameter.ParameterName.Contains(name, StringComparison.OrdinalIgnoreCase)))
            {
                values.Append(CultureInfo.InvariantCulture, $"{parameter.ParameterName}={Shown(parameter.Value)}\n");
            }
        }

        return new FaultKey(command.CommandText, values.ToString());
    }

    /// <summary>Makes the key of a commit.</summary>
    /// <param name="last">The last command of the transaction that is not a pure read.</param>
    public static FaultKey OfCommit(FaultKey? last) => new("commit " + last?.Text, last?.Values ?? "");

    /// <summary>Computes 48 bits that stand for the action at a place.</summary>
    public ulong HashAt(string place)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', place, Text, Values)));
        return BinaryPrimitives.ReadUInt64BigEndian(hash) >> 16;
    }

    private static string? Shown(object? value) =>
        value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture);

    /// <summary>Finds the first word that the server reads: after comments, and within one that it executes.</summary>
    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> text)
    {
        while (true)
        {
            text = text.TrimStart(" \t\r\n(;");
            if (text.StartsWith("/*!") || text.StartsWith("/*M!"))
            {
                text = text[(text.IndexOf('!') + 1)..].TrimStart("0123456789");
            }
            else if (text.StartsWith("/*"))
            {
                text = After(text, "*/");
            }
            else if (text.StartsWith("#") || text.StartsWith("--"))
            {
                text = After(text, "\n");
            }
            else
            {
                var length = text.IndexOfAnyExceptInRange('A', 'z');
                return length < 0 ? text : text[..length];
            }
        }
    }

    /// <summary>Passes over the settings that MariaDB takes for one statement.</summary>
    private static ReadOnlySpan<char> WithoutSettings(ReadOnlySpan<char> text) =>
        text.StartsWith("set statement ", StringComparison.OrdinalIgnoreCase) ? After(text, " FOR ") : text;

    private static ReadOnlySpan<char> After(ReadOnlySpan<char> text, string end)
    {
        var index = text.IndexOf(end);
        return index < 0 ? [] : text[(index + end.Length)..];
    }

    private static bool IsOneOf(ReadOnlySpan<char> word, params ReadOnlySpan<string> words)
    {
        foreach (var candidate in words)
        {
            if (word.Equals(candidate, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
