using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Inspection;

/// <summary>Writes names into aspects as manifests and requirements have them: plain, and in double quotes only where a name would not be seen to be one.</summary>
[Experimental("SG9001")]
public static class AspectText
{
    /// <summary>The values of aspects that hold or do not.</summary>
    public const string True = "true";

    /// <summary>The values of aspects that hold or do not.</summary>
    public const string False = "false";

    /// <summary>The value of an aspect that the database does not show to whoever reads.</summary>
    public const string Unknown = "?";

    /// <summary>Writes a name.</summary>
    /// <param name="name">The bare name.</param>
    public static string Name(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 0 && name.All(character => char.IsLetterOrDigit(character) || character is '_' or '$')
            ? name
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Writes names joined by commas, as the columns of a key.</summary>
    /// <param name="names">The bare names, in order.</param>
    public static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(Name));

    /// <summary>Writes what a foreign key refers to: <c>users(id)</c>, <c>audit.log(day, number)</c>.</summary>
    /// <param name="schema">The table's schema; <see langword="null"/> for the default one.</param>
    /// <param name="table">The bare name of the table.</param>
    /// <param name="columns">The bare names of its columns.</param>
    public static string References(string? schema, string table, IEnumerable<string> columns) =>
        $"{(schema is null ? "" : Name(schema) + ".")}{Name(table)}({Names(columns)})";
}
