#pragma warning disable RS0030 // This is the edge: the command line owns the console.
using SchemaGuard.CommandLine.Rendering;
using Spectre.Console;

namespace SchemaGuard.CommandLine.Verbs;

/// <summary>The two output streams of the process, as the verbs use them.</summary>
internal static class VerbConsole
{
    private const int PlainWidth = 400;

    public static TextWriter Error => Console.Error;

    public static TextWriter Out => Report ?? Console.Out;

    /// <summary>Gets whether standard output is shown on a terminal, rather than redirected to a file or a program.</summary>
    public static bool IsOutTerminal => !Console.IsOutputRedirected;

    /// <summary>
    /// Gets or sets the stream of the report, for when standard output is redirected for everything else. It belongs to the running verb.
    /// </summary>
    public static TextWriter? Report
    {
        get => ReportOfVerb.Value;
        set => ReportOfVerb.Value = value;
    }

    private static AsyncLocal<TextWriter?> ReportOfVerb { get; } = new();

    /// <summary>Creates a console on standard output: in colour on a terminal, elsewhere plain and not wrapped at the width of a terminal.</summary>
    public static IAnsiConsole CreateOut() => Create(Out, Console.IsOutputRedirected);

    /// <summary>Creates a console on standard error.</summary>
    public static IAnsiConsole CreateError() => Create(Console.Error, Console.IsErrorRedirected);

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
                Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
            }
        );
        console.Pipeline.Attach(new PrintableHook());
        if (isRedirected)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }
}
