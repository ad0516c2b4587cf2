using System.Text.RegularExpressions;
using SchemaGuard.MySql.Effects;

namespace SchemaGuard.MySql.InDoubt;

/// <summary>
/// The differences between a table and what a statement gives it. The table may have more, because later migrations add to it: columns and keys in
/// any order, and options and partitions, some of which come and go. It may also have what the server adds: generated names, and the key of a foreign
/// key where another key serves.
/// </summary>
internal static partial class ShapeDifferences
{
    /// <summary>Compares the two.</summary>
    /// <param name="expected">The shape that the statement gives a table.</param>
    /// <param name="found">The existing table.</param>
    /// <param name="later">The changes that are still to come, where they are known.</param>
    /// <returns>A phrase for each missing or different item.</returns>
    public static IEnumerable<string> Of(TableText expected, TableText found, LaterChanges? later = null) =>
        OfLines(expected.Columns, found.Columns, later)
            .Concat(OfLines([.. expected.Others.Where(line => !IsServed(line, expected, found))], found.Others, later))
            .Concat(later is { AreOfAll: true } or { AreOfOptions: true } ? [] : OfTable(expected, found));

    private static IEnumerable<string> OfTable(TableText expected, TableText found) =>
        OfOptions(expected.TableOptions, found.TableOptions)
            .Concat(
                expected.Partitioning is { } partitioning && !IsSame(partitioning, found.Partitioning)
                    ? [Phrase(found.Partitioning ?? "no partitions", partitioning)]
                    : []
            );

    private static IEnumerable<string> OfLines(IReadOnlyList<string> expected, IReadOnlyList<string> found, LaterChanges? later)
    {
        var different = expected
            .Where(line => later?.Include(line, NameOf(line)) != true)
            .Where(line => !found.Any(other => IsSame(line, other) || IsUnnamed(line, other)));
        foreach (var line in different)
        {
            var other =
                found.FirstOrDefault(other => HaveOneName(line, other)) ?? found.FirstOrDefault(other => HaveOneContent(line, other));
            yield return other is null ? $"{line} is missing" : Phrase(other, line);
        }
    }

    /// <summary>Compares option by option; text that is not an option with a value is compared as a whole.</summary>
    private static IEnumerable<string> OfOptions(string expected, string found)
    {
        var there = Options().Matches(found).Select(option => option.Value).ToList();
        foreach (var option in Options().Matches(expected).Select(option => option.Value).Except(there, StringComparer.Ordinal))
        {
            var name = option[..(option.IndexOf('=', StringComparison.Ordinal) + 1)];
            var other = there.Find(value => value.StartsWith(name, StringComparison.Ordinal));
            yield return other is null ? $"{option} is missing" : Phrase(other, option);
        }

        var rest = Options().Replace(expected, "").Trim(')', ' ');
        if (rest.Length > 0 && !found.Contains(rest, StringComparison.Ordinal))
        {
            yield return $"{rest} is missing";
        }
    }

    private static string Phrase(string found, string expected) => $"{found} where the statement says {expected}";

    /// <summary>Compares as the server does, which ignores the case of columns and keys.</summary>
    private static bool IsSame(string line, string? other) => other is not null && Fold(line) == Fold(other);

    private static string Fold(string line) =>
        Names().Replace(line, name => name.Value.ToUpperInvariant(), TableText.IsColumn(line) ? 1 : -1);

    /// <summary>Determines whether a constraint without a name in the statement exists under some name.</summary>
    private static bool IsUnnamed(string line, string other) =>
        (line.StartsWith("CONSTRAINT FOREIGN ", StringComparison.Ordinal) || line.StartsWith("CONSTRAINT CHECK ", StringComparison.Ordinal))
        && IsSame(line, ConstraintName().Replace(other, "CONSTRAINT "));

    private static bool HaveOneName(string line, string other) =>
        line.StartsWith("CONSTRAINT ", StringComparison.Ordinal) == other.StartsWith("CONSTRAINT ", StringComparison.Ordinal)
        && NameOf(line) is { Length: > 0 } name
        && name.Equals(NameOf(other), StringComparison.OrdinalIgnoreCase);

    private static bool HaveOneContent(string line, string other) => !TableText.IsColumn(line) && ContentOf(line) == ContentOf(other);

    private static string NameOf(string line) =>
        line.StartsWith(TableText.PrimaryKey, StringComparison.Ordinal) ? TableText.PrimaryKey : KeyName().Match(line).Groups["name"].Value;

    private static string ContentOf(string line) => KeyName().Replace(line, match => match.Groups["kind"].Value, 1);

    /// <summary>
    /// Determines whether a key was created only for a foreign key, while another key of the actual table serves it. The server then drops the
    /// former, or never creates it. Nothing shows which key was created in this way.
    /// </summary>
    private static bool IsServed(string line, TableText expected, TableText found) =>
        PlainKey().Match(line) is { Success: true } key
        && key.Groups["columns"].Value is var columns
        && expected.Others.Any(other => other.Contains($"FOREIGN KEY ({columns})", StringComparison.Ordinal))
        && found.Others.Any(other =>
            Served().Match(other).Groups["columns"].Value is var more
            && (more + ",").StartsWith(columns + ",", StringComparison.OrdinalIgnoreCase)
        );

    [GeneratedRegex(
        "(DEFAULT CHARSET=[^ ]+( COLLATE=[^ ]+)?|[A-Za-z_]+=('([^']|'')*'|`[^`]*`|\\([^)]*\\)|[^ ]+))",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Options();

    [GeneratedRegex("[`\"][^`\"]*[`\"]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Names();

    [GeneratedRegex("^CONSTRAINT [`\"][^`\"]*[`\"] ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ConstraintName();

    [GeneratedRegex(
        "^(?<kind>(((UNIQUE|FULLTEXT|SPATIAL|VECTOR) )?KEY |CONSTRAINT )?)[`\"](?<name>[^`\"]*)[`\"]",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex KeyName();

    [GeneratedRegex("^KEY [`\"][^`\"]+[`\"] \\((?<columns>[^)]+)\\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainKey();

    [GeneratedRegex("^(PRIMARY KEY|(UNIQUE )?KEY [`\"][^`\"]+[`\"]) \\((?<columns>[^)]+)\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Served();
}
