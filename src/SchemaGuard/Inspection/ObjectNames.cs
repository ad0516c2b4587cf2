namespace SchemaGuard.Inspection;

/// <summary>
/// The spelling of object names for people and for manifests: parts joined by dots, and quoted where a part is not a plain name.
/// </summary>
internal static class ObjectNames
{
    /// <summary>Returns the name of an object in findings: <c>table.column</c>, <c>schema.table.index</c>.</summary>
    public static string Display(SchemaObject target) => Join(target.Schema, target.Table, LastPart(target));

    /// <summary>Joins the parts of a name and leaves out those that are <see langword="null"/>.</summary>
    public static string Join(params ReadOnlySpan<string?> parts)
    {
        var joined = "";
        foreach (var part in parts)
        {
            if (part is not null)
            {
                joined += joined.Length == 0 ? Quote(part) : "." + Quote(part);
            }
        }

        return joined;
    }

    /// <summary>Splits a name into its parts.</summary>
    public static IReadOnlyList<string> Split(string name)
    {
        var parts = new List<string>();
        var start = 0;
        while (start <= name.Length)
        {
            var end = EndOfPart(name, start);
            parts.Add(Unquote(name[start..end]));
            start = end + 1;
        }

        return parts;
    }

    // The types of a routine's arguments are part of its name and contain dots and spaces of their own.
    private static string Quote(string part) =>
        part.AsSpan().IndexOfAny(".\"\r\n") < 0 || IsSignature(part) ? part : $"\"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool IsSignature(string part) =>
        part.EndsWith(')')
        && part.IndexOf('(') is var open and > 0
        && part.IndexOf(')') > open
        && part.AsSpan(0, open).IndexOf('"') < 0
        && part.AsSpan().IndexOfAny("\r\n") < 0
        && part.Count(character => character == '(') == part.Count(character => character == ')');

    private static string Unquote(string part) =>
        part.Length > 1 && part[0] == '"' && part[^1] == '"' ? part[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : part;

    private static int EndOfPart(string name, int start)
    {
        var isQuoted = start < name.Length && name[start] == '"';
        var depth = 0;
        for (var i = isQuoted ? start + 1 : start; i < name.Length; i++)
        {
            if (isQuoted)
            {
                if (name[i] == '"' && i + 1 < name.Length && name[i + 1] == '"')
                {
                    i++;
                }
                else if (name[i] == '"')
                {
                    isQuoted = false;
                }
            }
            else if (name[i] is '(' or ')')
            {
                depth += name[i] == '(' ? 1 : -1;
            }
            else if (name[i] == '.' && depth == 0)
            {
                return i;
            }
        }

        return name.Length;
    }

    private static string LastPart(SchemaObject target) =>
        target switch
        {
            { Kind: SchemaObjectKind.PrimaryKey, Name.Length: 0 } => "primary key",
            { Name.Length: 0 } => $"({target[AspectNames.Columns] ?? target[AspectNames.Expression]})",
            _ => target.Name,
        };

    /// <summary>Reads <c>table</c> or <c>schema.table</c>.</summary>
    public static (string? Schema, string Name) SchemaAndName(string written) =>
        Split(written) is [var schema, var name] ? (schema, name) : (null, Split(written)[0]);
}
