using System.Globalization;
using System.Security.Cryptography;

namespace SchemaGuard.AspNetCore.Tests.Leaks;

/// <summary>What must be kept secret in a test, each a random word of its own, and what is public only where operators read.</summary>
internal sealed class Secrets
{
    /// <summary>Gets the password in the connection string.</summary>
    public string Password { get; } = Word("pw");

    /// <summary>Gets a value in SQL that is applied.</summary>
    public string Value { get; } = Word("va");

    /// <summary>Gets a value in SQL that fails, which the server quotes in its error.</summary>
    public string Quoted { get; } = Word("qu");

    /// <summary>Gets a number too large for an integer, which the server quotes in its error.</summary>
    public string Number { get; } =
        "9" + RandomNumberGenerator.GetInt32(int.MaxValue / 2, int.MaxValue).ToString(CultureInfo.InvariantCulture);

    /// <summary>Gets a word in the name of a script.</summary>
    public string File { get; } = Word("fi");

    /// <summary>Gets the name of the folder of the scripts.</summary>
    public string Folder { get; } = Word("fo");

    /// <summary>Gets the name of a table.</summary>
    public string Table { get; } = Word("ta");

    /// <summary>Gets the name of the database user.</summary>
    public string Role { get; } = Word("ro");

    /// <summary>Gets what nobody may be told.</summary>
    public IEnumerable<string> Values => [Password, Value, Quoted, Number];

    /// <summary>Gets what only operators may be told.</summary>
    public IEnumerable<string> Names => [File, Folder, Table, Role];

    private static string Word(string kind) => kind + RandomNumberGenerator.GetHexString(16, lowercase: true);
}
