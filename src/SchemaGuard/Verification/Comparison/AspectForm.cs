namespace SchemaGuard.Verification.Comparison;

/// <summary>The form of the values of an aspect, which decides how they are compared and reported.</summary>
internal enum AspectForm
{
    /// <summary>A short value that is compared as written.</summary>
    Value,

    /// <summary>A property that holds or does not.</summary>
    Flag,

    /// <summary>Lists of names, one per line. Two lists are compared by the names that they have in common.</summary>
    Order,

    /// <summary>A text that the server keeps as written, such as the body of a function. Not shown within a sentence.</summary>
    Text,

    /// <summary>
    /// SQL as the server writes it: another version, or a restored dump, may write the same SQL differently. Not shown within a sentence.
    /// </summary>
    ServerText,
}
