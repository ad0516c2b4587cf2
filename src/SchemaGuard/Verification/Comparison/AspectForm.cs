namespace SchemaGuard.Verification.Comparison;

/// <summary>Tells how the values of an aspect are compared and told.</summary>
internal enum AspectForm
{
    /// <summary>A short value that is compared as it is written.</summary>
    Value,

    /// <summary>A property that holds or does not.</summary>
    Flag,

    /// <summary>Lists of names, a line for each: two are compared in what both name.</summary>
    Order,

    /// <summary>A text that the server keeps as it was given, such as the body of a function. Not told within a sentence.</summary>
    Text,

    /// <summary>
    /// SQL as the server writes it: another version, or a dump that was restored, may write the same in another way. Not told within a sentence.
    /// </summary>
    ServerText,
}
