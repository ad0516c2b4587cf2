using System.Text.RegularExpressions;
using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>
/// The names of two schemas whose texts are compared with each other. Where a text mentions its own schema, as in the body of a routine,
/// both mean the same place. What a server writes is relative to that schema, except for objects of other schemas, which mention it.
/// </summary>
internal sealed class SchemaNames
{
    private readonly string _name;
    private readonly Regex? _either;
    private readonly Regex? _qualifier;

    /// <summary>Creates the comparison of two names.</summary>
    /// <param name="expected">The schema that the expectation was read from.</param>
    /// <param name="actual">The schema that is compared.</param>
    /// <param name="names">The comparer of names.</param>
    public SchemaNames(string? expected, string? actual, StringComparer names)
    {
        _name = actual ?? "";
        if (expected is null || actual is null || names.Equals(expected, actual))
        {
            return;
        }

        var either = $"""(?<![\w$])["`]?({Regex.Escape(expected)}|{Regex.Escape(actual)})["`]?(?![\w$])""";
        _either = new Regex(either, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        _qualifier = new Regex(either + @"\.", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    }

    /// <summary>Gets whether the two names differ.</summary>
    public bool Differ => _either is not null;

    /// <summary>Returns an object with the same name for both schemas.</summary>
    /// <param name="target">The object.</param>
    /// <param name="isElsewhere">Whether it belongs to neither of the two.</param>
    public SchemaObject Neutral(SchemaObject target, bool isElsewhere) =>
        _either is null || target.Aspects.Count == 0
            ? target
            : new SchemaObject(
                target.Kind,
                target.Schema,
                target.Table,
                target.Name,
                [.. target.Aspects.Select(aspect => aspect with { Value = Neutral(aspect.Value, isElsewhere) })]
            );

    private string Neutral(string text, bool isElsewhere) =>
        isElsewhere ? _qualifier!.Replace(text, "") : _either!.Replace(text, _name.Replace("$", "$$", StringComparison.Ordinal));

    /// <summary>
    /// Determines whether a text of an object mentions a schema, or the object is in another schema, where texts may mention any schema but
    /// the default one.
    /// </summary>
    /// <param name="target">The object.</param>
    /// <param name="schema">The schema.</param>
    public static bool Mentions(SchemaObject target, string? schema) =>
        schema is { Length: > 0 }
        && target.Aspects.Count > 0
        && (target.Schema is not null || target.Aspects.Any(aspect => Holds(aspect.Value, schema)));

    private static bool Holds(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !IsOfName(text[at - 1])) && (at + name.Length == text.Length || !IsOfName(text[at + name.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfName(char character) => char.IsLetterOrDigit(character) || character is '_' or '$';
}
