namespace SchemaGuard.Verification.Comparison;

/// <summary>A rule about what a difference in one aspect of one kind of object means.</summary>
/// <param name="Aspect">The aspect's name.</param>
/// <param name="Noun">The aspect in words, as after "has": <c>the type</c>; for a flag, as after "is": <c>unique</c>.</param>
/// <param name="Severity">The severity of a difference for the application.</param>
/// <param name="Form">How its values are compared and reported.</param>
/// <param name="Since">The first revision of manifests that contains it: in an earlier one its absence means nothing.</param>
internal sealed record AspectRule(string Aspect, string Noun, FindingSeverity Severity, AspectForm Form = AspectForm.Value, int Since = 1);
