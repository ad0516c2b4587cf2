using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>The rule about what differences in one kind of object mean.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Noun">The kind in words.</param>
/// <param name="Missing">The code for a missing object.</param>
/// <param name="Different">The code for a different object.</param>
/// <param name="Unexpected">The code for an unexpected object.</param>
/// <param name="MissingSeverity">The severity of a missing object for the application.</param>
/// <param name="Aspects">The aspects, most important first.</param>
internal sealed record KindRule(
    SchemaObjectKind Kind,
    string Noun,
    string Missing,
    string Different,
    string Unexpected,
    FindingSeverity MissingSeverity,
    IReadOnlyList<AspectRule> Aspects
)
{
    /// <summary>Gets the first revision of manifests that contains this kind: in an earlier one its absence means nothing.</summary>
    public int Since { get; init; } = 1;

    /// <summary>Gets whether objects of this kind belong to a table.</summary>
    public bool IsPart => Kind is >= SchemaObjectKind.Column and not SchemaObjectKind.Other;

    /// <summary>Finds the rule of an aspect.</summary>
    public AspectRule? Find(string aspect) => Aspects.FirstOrDefault(rule => rule.Aspect == aspect);
}
