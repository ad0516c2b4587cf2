using SchemaGuard.Inspection;

namespace SchemaGuard.Verification.Comparison;

/// <summary>Says what differences in one kind of object mean.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Noun">What it is in words.</param>
/// <param name="Missing">The code where one is missing.</param>
/// <param name="Different">The code where one is different.</param>
/// <param name="Unexpected">The code where nobody expects one.</param>
/// <param name="MissingSeverity">What it means for the application where one is missing.</param>
/// <param name="Aspects">Its aspects, in the order in which people want to know of them.</param>
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
    /// <summary>Gets the first revision of manifests that holds this kind: in an earlier one its absence says nothing.</summary>
    public int Since { get; init; } = 1;

    /// <summary>Gets whether objects of this kind belong to a table.</summary>
    public bool IsPart => Kind is >= SchemaObjectKind.Column and not SchemaObjectKind.Other;

    /// <summary>Finds the rule of an aspect.</summary>
    public AspectRule? Find(string aspect) => Aspects.FirstOrDefault(rule => rule.Aspect == aspect);
}
