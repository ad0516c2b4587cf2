using System.Buffers;
using SchemaGuard.Inspection;
using SchemaGuard.Scripts.Dialects;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The context of one comparison: the two sides, how names compare, and what was found to be missing, from which other differences follow.
/// </summary>
internal sealed class ComparisonContext(ExpectedSchema expected, Snapshot actual, string product, string serverVersion, LexicalRules rules)
{
    /// <summary>The characters of a type's name; an operator after the name would make it a different expression.</summary>
    private static readonly SearchValues<char> TypeCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ .,()[]\""
    );

    private readonly HashSet<SchemaObjectKind> _unseenTexts = [];
    private readonly HashSet<string> _missing = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, HashSet<string>> _missingColumns = new(StringComparer.OrdinalIgnoreCase);

    public ExpectedSchema Expected => expected;

    public Snapshot Actual => actual;

    private ColumnWords Words => field ??= new ColumnWords(actual);

    private SchemaNames Schemas => field ??= new SchemaNames(expected.SchemaName, actual.SchemaName, actual.NameComparer);

    /// <summary>
    /// Determines whether an object is in the schema that the expectation was read from, which is a sibling of the compared one.
    /// </summary>
    public bool IsOfSibling(SchemaObject found) =>
        Schemas.Differ && SameName(found.Kind == SchemaObjectKind.Schema ? found.Name : found.Schema, expected.SchemaName);

    /// <summary>Returns two objects with the same name for the schemas that they were read from.</summary>
    public (SchemaObject Expected, SchemaObject Actual) OfOneSchema(SchemaObject wanted, SchemaObject found)
    {
        if (!Schemas.Differ || wanted.HasAspectsOf(found))
        {
            return (wanted, found);
        }

        // Publications, casts and the like belong to no schema.
        var isElsewhere = !IsDefault(wanted.Schema) || found is { Kind: SchemaObjectKind.Other, Schema: null };
        return (Schemas.Neutral(wanted, isElsewhere), Schemas.Neutral(found, isElsewhere));
    }

    /// <summary>Gets whether the expectation was read from a server that may write SQL differently.</summary>
    public bool IsOtherServer { get; } =
        expected.Product is { } from
        && (from != product || Major(expected.ServerVersion ?? "") != Major(serverVersion) && Major(serverVersion).Length > 0);

    /// <summary>Gets whether the expectation was read from a different product.</summary>
    public bool IsOtherProduct { get; } = expected.Product is { } from && from != product;

    /// <summary>Gets the latest revision of manifests of which both sides contain every kind and aspect.</summary>
    public int Revision { get; } = Math.Min(expected.Revision, actual.Revision);

    /// <summary>Gets whether the server keeps SQL as written, so that moved parentheses and casts are a change.</summary>
    public bool KeepsText { get; init; }

    /// <summary>Gets whether a difference is reported even if another one explains it.</summary>
    public bool TellsConsequences { get; init; }

    /// <summary>Gets whether a difference was left out because another one explains it.</summary>
    public bool HasExplained { get; private set; }

    /// <summary>Leaves out a difference that follows from another one, unless consequences are reported as well.</summary>
    /// <returns>Whether it is left out.</returns>
    public bool Explains(bool follows)
    {
        var passesOver = follows && !TellsConsequences;
        HasExplained |= passesOver;
        return passesOver;
    }

    /// <summary>Gets the objects whose texts could not be compared because they come from a different server.</summary>
    public SortedSet<string> IncomparableTexts { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the names and versions of the two servers.</summary>
    public (string Manifest, string Server) Servers =>
        ($"{expected.Product} {expected.ServerVersion}".TrimEnd(), $"{product} {serverVersion}".TrimEnd());

    /// <summary>Returns the name of an object in findings, without the default schema.</summary>
    public string TargetOf(SchemaObject target) => ObjectNames.Display(IsDefault(target.Schema) ? target.InSchema(null) : target);

    /// <summary>Records a name that nothing can refer to any more.</summary>
    public void Miss(string name) => _missing.Add(name);

    /// <summary>Records a column that nothing can refer to any more.</summary>
    public void Miss(string table, string column)
    {
        if (!_missingColumns.TryGetValue(table, out var columns))
        {
            _missingColumns.Add(table, columns = new HashSet<string>(StringComparer.OrdinalIgnoreCase));
        }

        columns.Add(column);
    }

    /// <summary>
    /// Determines whether what is expected of an object mentions something that is missing, so that its own difference is only a
    /// consequence.
    /// </summary>
    public bool FollowsFromMissing(SchemaObject target) =>
        (_missing.Count > 0 || _missingColumns.Count > 0)
        && target.Aspects.Any(aspect =>
            // A missing column is reported, whatever the text of its own default mentions.
            target.Kind == SchemaObjectKind.Column
                ? MentionsMissing(aspect.Value)
                : FollowsFromMissing(aspect.Value)
        );

    /// <summary>Determines whether a text mentions something that is missing.</summary>
    public bool FollowsFromMissing(string? text)
    {
        if (text is null || (_missing.Count == 0 && _missingColumns.Count == 0))
        {
            return false;
        }

        var names = ServerSql.NamesIn(text, rules);
        return names.Any(_missing.Contains)
            || names.Any(name => _missingColumns.TryGetValue(name, out var columns) && names.Any(columns.Contains));
    }

    private bool MentionsMissing(string text) => _missing.Count > 0 && ServerSql.NamesIn(text, rules).Any(_missing.Contains);

    /// <summary>Determines whether a text mentions one of the given names.</summary>
    public bool MentionsAny(string? text, IReadOnlyCollection<string> names) =>
        text is not null && names.Count > 0 && ServerSql.NamesIn(text, rules) is var mentioned && names.Any(mentioned.Contains);

    /// <summary>
    /// Determines whether two texts are the same except for comments, layout, and the case of column names where it does not count.
    /// </summary>
    public bool HasSameTokens(string left, string right) => ServerSql.HasSameTokens(left, right, rules, Words);

    /// <summary>
    /// Determines whether both sides contain a kind of objects, so that a missing one is really missing and not just unknown.
    /// </summary>
    public bool Holds(SchemaObjectKind kind) => ComparisonRules.Of(kind).Since <= Revision;

    /// <summary>Returns a default as it takes effect: NULL is none, unless a domain's own default would replace it.</summary>
    public string? EffectiveDefault(string? text, string? columnType)
    {
        const string Null = "NULL";
        if (text?.StartsWith(Null, StringComparison.OrdinalIgnoreCase) != true || columnType is not null && HasDefault(columnType))
        {
            return text;
        }

        return text.AsSpan(Null.Length) switch
        {
            "" => null,
            [':', ':', .. var type] when type.IndexOfAnyExcept(TypeCharacters) < 0 => null,
            _ => text,
        };
    }

    private bool HasDefault(string type) =>
        actual.Objects.Any(found =>
            found.Kind == SchemaObjectKind.Type
            && found[AspectNames.Kind] == "domain"
            && found[AspectNames.Default] is not null
            && ObjectNames.Split(type)[^1] == found.Name
        );

    /// <summary>
    /// Determines whether two texts of the server are written differently but mean the same. Where a manifest writes bare names, their case
    /// may count.
    /// </summary>
    public bool IsAlike(AspectRule rule, string left, string right) =>
        KeepsText ? ServerSql.IsSame(left, right, rules)
        : rule.Aspect == AspectNames.Default ? ServerSql.IsAlikeDefault(left, right, rules)
        : ServerSql.IsAlike(left, right, rules, HasBareNames(rule) && expected.IsComplete && !SamePartName("A", "a"));

    private static bool HasBareNames(AspectRule rule) => rule.Aspect is AspectNames.Columns or AspectNames.PartitionOf;

    /// <summary>Gets how many expected objects the database does not show to this user.</summary>
    public int UnseenObjects { get; private set; }

    /// <summary>Leaves out and counts an object if the database hides its kind, or the text of its kind, from this user.</summary>
    /// <returns>Whether it is left out.</returns>
    public bool PassOver(SchemaObjectKind kind)
    {
        var isUnseen = actual.Unseen.Contains(kind);
        UnseenObjects += isUnseen ? 1 : 0;
        return isUnseen;
    }

    /// <summary>
    /// Leaves out and counts a text that the database hides from this user, or hid from the user who wrote the manifest: no routine is
    /// without a body.
    /// </summary>
    public void PassOverText(SchemaObjectKind kind)
    {
        _unseenTexts.Add(kind);
        UnseenObjects++;
    }

    /// <summary>Gets the kinds that the database hides from this user, or of which it hides some texts.</summary>
    public IReadOnlySet<SchemaObjectKind> Unseen => actual.Unseen.Union(_unseenTexts).ToHashSet();

    public bool SameName(string? left, string? right) => actual.NameComparer.Equals(left, right);

    public bool SamePartName(string? left, string? right) => actual.PartNameComparer.Equals(left, right);

    private bool IsDefault(string? schema) => schema is null || SameName(schema, actual.DefaultSchema);

    private static string Major(string version)
    {
        var end = version.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? version : version[..end];
    }
}
