using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Inspection;

/// <summary>
/// The spelling of names in aspects, as manifests and requirements use it: plain, and in double quotes only where a name would not be
/// recognised as one.
/// </summary>
[Experimental("SG9001")]
public static class AspectText
{
    /// <summary>The value of an aspect that holds.</summary>
    public const string True = "true";

    /// <summary>The value of an aspect that does not hold.</summary>
    public const string False = "false";

    /// <summary>The value of an aspect that the database does not show to the current user.</summary>
    public const string Unknown = "?";

    /// <summary>Returns a name as an aspect writes it.</summary>
    /// <param name="name">The bare name.</param>
    public static string Name(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0 && name.All(character => char.IsLetterOrDigit(character) || character is '_' or '$')
            ? name
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Returns names joined by commas, like the columns of a key.</summary>
    /// <param name="names">The bare names, in order.</param>
    public static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(Name));

    /// <summary>Returns the target of a foreign key: <c>users(id)</c>, <c>audit.log(day, number)</c>.</summary>
    /// <param name="schema">The table's schema; <see langword="null"/> for the default one.</param>
    /// <param name="table">The bare name of the table.</param>
    /// <param name="columns">The bare names of its columns.</param>
    public static string References(string? schema, string table, IEnumerable<string> columns) =>
        $"{(schema is null ? "" : Name(schema) + ".")}{Name(table)}({Names(columns)})";
}
