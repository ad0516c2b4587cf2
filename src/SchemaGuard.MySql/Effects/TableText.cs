using System.Text.RegularExpressions;
using SchemaGuard.MySql.Commands;

namespace SchemaGuard.MySql.Effects;

/// <summary>
/// The shape of a table as SHOW CREATE TABLE writes it: a line for each column, key and constraint, in the server's own words, so that two shapes
/// from the same server can be compared word for word. The next automatic number is data, and generated names carry no meaning.
/// </summary>
internal sealed partial class TableText
{
    private TableText(string text, IReadOnlyList<string> columns, IReadOnlyList<string> others, string options)
    {
        Text = text;
        Columns = columns;
        Others = others;
        Options = options;
    }

    /// <summary>Gets the whole text.</summary>
    public string Text { get; }

    /// <summary>Gets the columns in their order.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Gets keys and constraints, sorted.</summary>
    public IReadOnlyList<string> Others { get; }

    /// <summary>Gets engine, character set, comment and partitions.</summary>
    public string Options { get; }

    /// <summary>Gets whether it is a table, and not a view or a sequence.</summary>
    public bool IsTable => Text.StartsWith("CREATE TABLE", StringComparison.Ordinal);

    /// <summary>Gets engine, character set and comment.</summary>
    public string TableOptions => Options.Split('\n')[0];

    /// <summary>
    /// Gets the expression by which the table is partitioned, without the partitions; <see langword="null"/> where it is not partitioned.
    /// </summary>
    public string? Partitioning =>
        IsTable ? Options.Split('\n').Skip(1).Select(line => Partition().Match(line)).FirstOrDefault(line => line.Success)?.Value : null;

    /// <summary>Gets the keys without constraints, which a table keeps when it is renamed.</summary>
    public IEnumerable<string> Keys => Others.Where(line => !line.StartsWith("CONSTRAINT ", StringComparison.Ordinal));

    /// <summary>Parses any text of the server: a view or a sequence has no columns here and is compared as a whole.</summary>
    public static TableText Parse(string text)
    {
        var lines = text.Split('\n');
        var end = Array.FindIndex(lines, line => line.StartsWith(')'));
        if (!text.StartsWith("CREATE TABLE", StringComparison.Ordinal) || end < 0)
        {
            return new TableText(text, [], [], text);
        }

        var items = lines[1..end].Select(line => line.Trim().TrimEnd(',')).ToList();
        return new TableText(
            text,
            [.. items.Where(IsColumn).Select(item => ImpliedCharacterSet().Replace(item, " COLLATE "))],
            [.. items.Where(item => !IsColumn(item)).Select(WithoutMadeUpName).Order(StringComparer.Ordinal)],
            string.Join('\n', lines[end..])
        );
    }

    /// <summary>Returns the keyword that drops what a server's text shows: TABLE, VIEW or SEQUENCE.</summary>
    public static string KindOf(string text) =>
        text.StartsWith("CREATE TABLE", StringComparison.Ordinal) ? "TABLE"
        : text.StartsWith("CREATE SEQUENCE", StringComparison.Ordinal) ? "SEQUENCE"
        : "VIEW";

    /// <summary>Removes data from a server's text.</summary>
    public static string WithoutData(string text) => NextNumber().Replace(text, "");

    /// <summary>Determines whether two shapes are the same.</summary>
    public bool IsSame(TableText other) =>
        Columns.SequenceEqual(other.Columns, StringComparer.Ordinal)
        && Others.SequenceEqual(other.Others, StringComparer.Ordinal)
        && Options == other.Options;

    /// <summary>Returns the shape with more keys and constraints. Its text stays unchanged.</summary>
    public TableText With(IEnumerable<string> more) => new(Text, Columns, [.. Others.Concat(more).Order(StringComparer.Ordinal)], Options);

    /// <summary>Returns the items that the other shape lacks, and its options if they differ.</summary>
    public IEnumerable<string> NotIn(TableText other) =>
        Columns
            .Except(other.Columns, StringComparer.Ordinal)
            .Concat(Others.Except(other.Others, StringComparer.Ordinal))
            .Concat(Options == other.Options ? [] : [Options.TrimStart(')', ' ').Replace('\n', ' ')]);

    /// <summary>Determines whether it has a column, or a key or constraint, with one of the given names.</summary>
    public bool HasAny(IEnumerable<string> columns, IEnumerable<string> keys) =>
        columns.Any(name => Columns.Any(line => IsColumn(line, name))) || keys.Any(name => Others.Any(line => IsNamed(line, name)));

    /// <summary>Returns the shape of the given columns, keys and constraints, as far as the other shape also has those names.</summary>
    public TableText Only(IReadOnlySet<string> columns, IReadOnlySet<string> keys, TableText other) =>
        new(
            Text,
            [.. Columns.Where(line => columns.Any(name => IsColumn(line, name) && other.HasAny([name], [])))],
            [.. Others.Where(line => keys.Any(name => IsNamed(line, name) && other.HasAny([], [name])))],
            ")"
        );

    /// <summary>Returns the text without the given columns and keys, and without anything that mentions one of the columns.</summary>
    public string Without(IReadOnlySet<string> columns, IReadOnlySet<string> keys)
    {
        var lines = Text.Split('\n');
        var end = Array.FindIndex(lines, line => line.StartsWith(')'));
        var kept = lines[1..end]
            .Select(line => line.Trim().TrimEnd(','))
            .Where(line => !columns.Any(name => Mentions(line, name)))
            .Where(line => IsColumn(line) || !keys.Any(name => IsNamed(line, name)))
            .ToList();
        if (!kept.Exists(IsColumn))
        {
            kept.Insert(0, OnlyColumn);
        }

        return lines[0] + "\n" + string.Join(",\n", kept) + "\n" + string.Join('\n', lines[end..]);
    }

    /// <summary>
    /// Returns the text without the keys that are now replaced by a new one. The server replaces a key that it created for a foreign key by itself,
    /// even if that foreign key has since been dropped. It keeps a key that a script created. Nothing shows which of the two a key is.
    /// </summary>
    public string WithoutReplacedKeys(TableText now)
    {
        var added = now.Others.Except(Others, StringComparer.Ordinal).ToList();
        var kept = Text.Split('\n').Where(line => !IsReplaced(line.Trim().TrimEnd(','), now, added)).ToList();
        var end = kept.FindIndex(line => line.StartsWith(')'));
        if (end > 0)
        {
            kept[end - 1] = kept[end - 1].TrimEnd(',');
        }

        return string.Join('\n', kept);
    }

    private static bool IsReplaced(string line, TableText now, List<string> added) =>
        PlainKey().Match(line) is { Success: true } key
        && !now.Others.Contains(line, StringComparer.Ordinal)
        && added.Exists(item => item.Contains("KEY ", StringComparison.Ordinal) && Serves(item, $"({key.Groups["columns"].Value}"));

    private static bool Serves(string item, string columns) =>
        item.Contains(columns + ",", StringComparison.Ordinal) || item.Contains(columns + ")", StringComparison.Ordinal);

    private static bool IsNamed(string line, string name) =>
        name == PrimaryKey
            ? line.StartsWith(PrimaryKey, StringComparison.Ordinal)
            : Spellings(name)
                .Any(quoted =>
                    line.Contains($"KEY {quoted} ", StringComparison.OrdinalIgnoreCase)
                    || line.StartsWith($"CONSTRAINT {quoted} ", StringComparison.OrdinalIgnoreCase)
                );

    /// <summary>Determines whether a line mentions a name.</summary>
    public static bool Mentions(string line, string name) =>
        Spellings(name).Any(quoted => line.Contains(quoted, StringComparison.OrdinalIgnoreCase));

    private static bool IsColumn(string line, string name) =>
        Spellings(name).Any(quoted => line.StartsWith(quoted + " ", StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns a name as the server writes it, with its own quotes and those under <c>ANSI_QUOTES</c>.</summary>
    private static IEnumerable<string> Spellings(string name) =>
        [Identifier.Quote(name), $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""];

    /// <summary>The name of every primary key.</summary>
    public const string PrimaryKey = "PRIMARY KEY";

    /// <summary>The column of a table that would otherwise have none.</summary>
    private const string OnlyColumn = "`schemaguard_scratch_column` int";

    /// <summary>Determines whether a line describes a column.</summary>
    public static bool IsColumn(string item) => item.StartsWith('`') || item.StartsWith('"');

    private static string WithoutMadeUpName(string item) => MadeUpName().Replace(item, "CONSTRAINT ");

    [GeneratedRegex("PARTITION BY .*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Partition();

    [GeneratedRegex(" AUTO_INCREMENT=[0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NextNumber();

    [GeneratedRegex("^KEY `[^`]+` \\((?<columns>[^)]+)\\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainKey();

    [GeneratedRegex("^CONSTRAINT [`\"]([^`\"]*_(ibfk|chk)_[0-9]+|CONSTRAINT_[0-9]+|[0-9]+)[`\"] ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MadeUpName();

    /// <summary>
    /// Matches a redundant character set: the collation implies it, and MySQL writes both or one, depending on how the column was created.
    /// </summary>
    [GeneratedRegex(" CHARACTER SET [a-z0-9]+ COLLATE (?=[a-z0-9_]+( |$))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ImpliedCharacterSet();
}
