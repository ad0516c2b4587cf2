namespace SchemaGuard;

/// <summary>States one thing that is wrong, or worth knowing, about a database.</summary>
/// <param name="Code">A stable code of <see cref="FindingCodes"/>, such as <c>SG2001</c>.</param>
/// <param name="Severity">What it means for the application.</param>
/// <param name="Target">The migration, table or invariant it is about.</param>
/// <param name="Message">What happened, as one or more whole sentences.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Finding(string Code, FindingSeverity Severity, string Target, string Message, string Remedy)
{
    /// <summary>Gets the place in a script, as <c>file:line:column</c>, where there is one.</summary>
    public string? Location { get; init; }
}
