using System.Globalization;

namespace SchemaGuard.PostgreSql.Statements;

/// <summary>The spelling of types as <c>format_type</c> writes them (PostgreSQL documentation, table 8.1): one spelling for each type.</summary>
internal static class TypeSpelling
{
    private const int LongestReal = 24;

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["int"] = "integer",
        ["int4"] = "integer",
        ["serial"] = "integer",
        ["serial4"] = "integer",
        ["int8"] = "bigint",
        ["bigserial"] = "bigint",
        ["serial8"] = "bigint",
        ["int2"] = "smallint",
        ["smallserial"] = "smallint",
        ["serial2"] = "smallint",
        ["bool"] = "boolean",
        ["varchar"] = "character varying",
        ["char varying"] = "character varying",
        ["char"] = "character",
        ["bpchar"] = "character",
        ["decimal"] = "numeric",
        ["dec"] = "numeric",
        ["float4"] = "real",
        ["float8"] = "double precision",
        ["float"] = "double precision",
        ["varbit"] = "bit varying",
        ["timestamp"] = "timestamp without time zone",
        ["timestamptz"] = "timestamp with time zone",
        ["time"] = "time without time zone",
        ["timetz"] = "time with time zone",
    };

    /// <summary>Returns the one spelling of a type that people write in several ways.</summary>
    public static string Canonical(string type)
    {
        var (text, array) = SplitArray(type.Trim());
        var open = text.IndexOf('(');
        var close = text.LastIndexOf(')');
        var modifier = open < 0 || close < open ? null : text[(open + 1)..close].Replace(" ", "", StringComparison.Ordinal);
        var name = Join(modifier is null ? text : $"{text[..open]} {text[(close + 1)..]}");
        return Compose(Names.GetValueOrDefault(name, name), modifier, name) + array;
    }

    private static string Compose(string name, string? modifier, string written) =>
        (name, modifier) switch
        {
            ("double precision", { } bits) when written == "float" => int.Parse(bits, CultureInfo.InvariantCulture) <= LongestReal
                ? "real"
                : name,
            ("character" or "bit", null) when written != "bpchar" => name + "(1)",
            (_, null) => name,
            ("timestamp without time zone" or "timestamp with time zone" or "time without time zone" or "time with time zone", _) =>
                name.Insert(name.IndexOf(' ', StringComparison.Ordinal), $"({modifier})"),
            _ => $"{name}({modifier})",
        };

    private static (string Type, string Array) SplitArray(string type)
    {
        var array = "";
        while (type.EndsWith(']') && type.LastIndexOf('[') is var open and > 0)
        {
            // However many dimensions are written, the server keeps one.
            (type, array) = (type[..open].TrimEnd(), "[]");
        }

        return (type, array);
    }

    // A quoted name keeps its case.
    private static string Join(string name) =>
        string.Join(
            ' ',
            name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                .Select(word => word.Contains('"', StringComparison.Ordinal) ? word : word.ToLowerInvariant())
        );
}
