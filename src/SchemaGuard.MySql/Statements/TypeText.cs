using System.Globalization;
using System.Text.RegularExpressions;

namespace SchemaGuard.MySql.Statements;

/// <summary>
/// One spelling of a type, whether a person or a server of any version wrote it. The display width of integers says nothing about their values and is
/// left out. It stays where it pads with zeros, and with <c>tinyint(1)</c>, which drivers read as a boolean.
/// </summary>
internal static partial class TypeText
{
    private const string Boolean = "tinyint(1)";

    /// <summary>The mark of MariaDB for a column that keeps the format of an old version.</summary>
    private const string OldFormat = "/* mariadb-5.3 */";

    /// <summary>The minimum precision, in bits, at which a FLOAT is a DOUBLE.</summary>
    private const int DoublePrecision = 25;

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["bool"] = Boolean,
        ["boolean"] = Boolean,
        ["int1"] = "tinyint",
        ["int2"] = "smallint",
        ["int3"] = "mediumint",
        ["middleint"] = "mediumint",
        ["int4"] = "int",
        ["integer"] = "int",
        ["int8"] = "bigint",
        ["dec"] = "decimal",
        ["numeric"] = "decimal",
        ["fixed"] = "decimal",
        ["float4"] = "float",
        ["float8"] = "double",
        ["double precision"] = "double",
        ["real"] = "double",
        ["character"] = "char",
        ["character varying"] = "varchar",
        ["varcharacter"] = "varchar",
        ["long"] = "mediumtext",
        ["long varchar"] = "mediumtext",
        ["long varbinary"] = "mediumblob",
        ["geometrycollection"] = "geomcollection",
    };

    /// <summary>The default widths of numbers that are padded with zeros.</summary>
    private static readonly Dictionary<string, string> Widths = new(StringComparer.Ordinal)
    {
        ["tinyint"] = "3",
        ["smallint"] = "5",
        ["mediumint"] = "8",
        ["int"] = "10",
        ["bigint"] = "20",
    };

    /// <summary>Returns the canonical spelling.</summary>
    public static string Canonical(string type)
    {
        if (Parts().Match(type.Replace(OldFormat, "", StringComparison.Ordinal)) is not { Success: true } match)
        {
            return type.Trim().ToLowerInvariant();
        }

        var words = $"{match.Groups["name"].Value} {match.Groups["rest"].Value}"
            .ToLowerInvariant()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join(' ', words.Where(word => !IsAttribute(word)));
        name = Aliases.GetValueOrDefault(name, name);
        var isPadded = words.Contains("zerofill", StringComparer.Ordinal);
        var isUnsigned = isPadded || words.Contains("unsigned", StringComparer.Ordinal);
        var arguments = match.Groups["arguments"] is { Success: true } given ? given.Value : null;
        if (name == "float" && int.TryParse(arguments, CultureInfo.InvariantCulture, out var precision))
        {
            (name, arguments) = (precision < DoublePrecision ? name : "double", null);
        }

        return name + Arguments(name, arguments, isUnsigned, isPadded) + (isUnsigned ? " unsigned" : "") + (isPadded ? " zerofill" : "");
    }

    private static string Arguments(string name, string? given, bool isUnsigned, bool isPadded)
    {
        if (name is "enum" or "set")
        {
            return $"({string.Join(',', Literal().Matches(given ?? "").Select(label => LiteralText.Canonical(label.Value)))})";
        }

        var arguments = given?.Replace(" ", "", StringComparison.Ordinal);
        if (Widths.TryGetValue(name, out var width))
        {
            arguments =
                isPadded ? arguments ?? width
                : name == "tinyint" && arguments == "1" && !isUnsigned ? arguments
                : null;
        }

        arguments = (name, arguments) switch
        {
            ("year", _) or ("datetime" or "timestamp" or "time", "0") => null,
            ("decimal", null) => "10,0",
            ("decimal", var precision) when !precision.Contains(',', StringComparison.Ordinal) => precision + ",0",
            ("char" or "binary" or "bit", null) => "1",
            _ => arguments,
        };
        return arguments is null ? "" : $"({arguments})";
    }

    private static bool IsAttribute(string word) => word is "unsigned" or "signed" or "zerofill";

    [GeneratedRegex(
        @"^(?<name>[^()]+)(\((?<arguments>.*)\)(?<rest>[^()']*))?$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Parts();

    [GeneratedRegex(@"'([^'\\]|''|\\.)*'", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Literal();
}
