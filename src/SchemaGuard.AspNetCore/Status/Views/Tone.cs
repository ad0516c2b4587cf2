namespace SchemaGuard.AspNetCore.Status.Views;

/// <summary>The tones of a verdict, from calm to alarming. The page never shows one by colour alone.</summary>
internal enum Tone
{
    /// <summary>Everything is as it should be.</summary>
    Good = 0,

    /// <summary>Nothing is known.</summary>
    Unknown = 1,

    /// <summary>Something runs or waits.</summary>
    Busy = 2,

    /// <summary>Something needs attention.</summary>
    Warning = 3,

    /// <summary>The application must not serve, or its database cannot be seen.</summary>
    Bad = 4,
}
