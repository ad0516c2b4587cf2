using SchemaGuard.Inspection;

namespace SchemaGuard.Specification.Drift;

/// <summary>Says that a database has no such thing, so that no change by hand can touch it.</summary>
/// <param name="Kind">The kind of object.</param>
/// <param name="What">The aspect, <see cref="DriftCase.Missing"/> or <see cref="DriftCase.Unexpected"/>.</param>
/// <param name="Reason">Why there is none.</param>
public sealed record Absence(SchemaObjectKind Kind, string What, string Reason)
{
    /// <summary>Says so of a kind with all of its aspects.</summary>
    public static IEnumerable<Absence> Whole(SchemaObjectKind kind, string reason) =>
        DriftCoverage.ChangesOf(kind).Select(what => new Absence(kind, what, reason));

    /// <summary>Says so of several aspects of a kind.</summary>
    public static IEnumerable<Absence> Aspects(SchemaObjectKind kind, string reason, params IEnumerable<string> aspects) =>
        aspects.Select(aspect => new Absence(kind, aspect, reason));
}
