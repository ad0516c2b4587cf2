using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Findings;

/// <summary>
/// Words what to do for whoever reads it: an application has options in code and configuration, the command line has its own. As a culture does, the
/// reader belongs to the flow of control in which a sentence is made.
/// </summary>
[Experimental("SG9001")]
public static class Wording
{
    private static readonly AsyncLocal<bool> AtCommandLine = new();

    /// <summary>Words what is made from here on for the command line, up to the end of the asynchronous method that calls this.</summary>
    public static void AddressCommandLine() => AtCommandLine.Value = true;

    /// <summary>Chooses the words for whoever reads them.</summary>
    /// <param name="application">Names options as they are called in code and configuration.</param>
    /// <param name="commandLine">Names options of the command line only; where it has none for this, says what else to do.</param>
    public static string Of(string application, string commandLine) => AtCommandLine.Value ? commandLine : application;
}
