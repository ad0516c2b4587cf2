namespace SchemaGuard;

/// <summary>One thing that is wrong, or worth knowing, about a database.</summary>
/// <param name="Code">A stable code from <see cref="FindingCodes"/>, such as <c>SG2001</c>.</param>
/// <param name="Severity">The severity: what the finding means for the application.</param>
/// <param name="Target">The migration, object or invariant that the finding is about.</param>
/// <param name="Message">What happened, as one or more whole sentences.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Finding(string Code, FindingSeverity Severity, string Target, string Message, string Remedy)
{
    /// <summary>Gets what happened, as one or more whole sentences in one line.</summary>
    public string Message
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Message);

    /// <summary>Gets what to do about it.</summary>
    public string Remedy
    {
        get;
        init => field = PrintableText.Line(value);
    } = PrintableText.Line(Remedy);

    /// <summary>Gets the place in a script, as <c>file:line:column</c>, if there is one.</summary>
    public string? Location
    {
        get;
        init => field = PrintableText.Line(value);
    }

    /// <summary>Gets what was expected, if the finding compares two sides. It may have several lines.</summary>
    public string? Expected
    {
        get;
        init => field = PrintableText.Lines(value);
    }

    /// <summary>Gets what was found instead, if the finding compares two sides.</summary>
    public string? Actual
    {
        get;
        init => field = PrintableText.Lines(value);
    }

    /// <summary>Gets the reason, stated by the application, why the severity of the finding differs from the usual one.</summary>
    public string? Reason { get; init; }
}
