using SchemaGuard.Inspection;

namespace SchemaGuard.Specification.Drift;

/// <summary>One change by hand and the one finding that it must produce.</summary>
/// <param name="Kind">The kind of object that it is about.</param>
/// <param name="What">The aspect that it changes, or <see cref="Missing"/>, <see cref="Unexpected"/> or another word for its effect.</param>
/// <param name="Change">The statements that change the database.</param>
/// <param name="Undo">The statements that restore the database.</param>
/// <param name="Code">The finding's code.</param>
/// <param name="Target">The finding's target.</param>
/// <param name="Severity">The finding's severity: whether the start is refused.</param>
public sealed record DriftCase(
    SchemaObjectKind Kind,
    string What,
    string Change,
    string Undo,
    string Code,
    string Target,
    FindingSeverity Severity
)
{
    /// <summary>An object of the kind is missing.</summary>
    public const string Missing = "missing";

    /// <summary>There is an unexpected object of the kind.</summary>
    public const string Unexpected = "unexpected";

    /// <summary>Gets the name under which a test run shows the case.</summary>
    public string Name => $"{Kind} {What}: {Change}";
}
