using SchemaGuard.Inspection;

namespace SchemaGuard.Specification.Drift;

/// <summary>Something that a database does not have, so that no change by hand can affect it.</summary>
/// <param name="Kind">The kind of object.</param>
/// <param name="What">The aspect, <see cref="DriftCase.Missing"/> or <see cref="DriftCase.Unexpected"/>.</param>
/// <param name="Reason">Why there is none.</param>
public sealed record Absence(SchemaObjectKind Kind, string What, string Reason)
{
    /// <summary>Returns the absence of a kind with all of its aspects.</summary>
    public static IEnumerable<Absence> Whole(SchemaObjectKind kind, string reason) =>
        DriftCoverage.ChangesOf(kind).Select(what => new Absence(kind, what, reason));

    /// <summary>Returns the absence of several aspects of a kind.</summary>
    public static IEnumerable<Absence> Aspects(SchemaObjectKind kind, string reason, params IEnumerable<string> aspects) =>
        aspects.Select(aspect => new Absence(kind, aspect, reason));
}
