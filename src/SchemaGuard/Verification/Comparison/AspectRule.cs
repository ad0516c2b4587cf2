namespace SchemaGuard.Verification.Comparison;

/// <summary>Says what a difference in one aspect of one kind of object means.</summary>
/// <param name="Aspect">The aspect's name.</param>
/// <param name="Noun">What it is in words, as after "has": <c>the type</c>; of a flag, as after "is": <c>unique</c>.</param>
/// <param name="Severity">What a difference means for the application.</param>
/// <param name="Form">How its values are compared and told.</param>
/// <param name="Since">The first revision of manifests that holds it: in an earlier one its absence says nothing.</param>
internal sealed record AspectRule(string Aspect, string Noun, FindingSeverity Severity, AspectForm Form = AspectForm.Value, int Since = 1);
