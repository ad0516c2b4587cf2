using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Findings;

/// <summary>
/// The choice of words for the reader of a remedy: an application has options in code and configuration, the command line has its own. Like the
/// culture, the reader belongs to the flow of control in which a sentence is made.
/// </summary>
[Experimental("SG9001")]
public static class Wording
{
    private static readonly AsyncLocal<bool> AtCommandLine = new();

    /// <summary>Chooses the words of the command line from here on, up to the end of the asynchronous method that calls this.</summary>
    public static void AddressCommandLine() => AtCommandLine.Value = true;

    /// <summary>Chooses the words for the reader.</summary>
    /// <param name="application">The words that name options as in code and configuration.</param>
    /// <param name="commandLine">The words that name options of the command line only; if it has none for this, they say what else to do.</param>
    public static string Of(string application, string commandLine) => AtCommandLine.Value ? commandLine : application;
}
