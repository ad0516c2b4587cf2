#pragma warning disable RS0030 // This is the edge: the command line owns the console.
using SchemaGuard.CommandLine.Rendering;
using Spectre.Console;

namespace SchemaGuard.CommandLine;

/// <summary>Gives the verbs the two streams of the process.</summary>
internal static class VerbConsole
{
    private const int PlainWidth = 400;

    public static TextWriter Error => Console.Error;

    public static TextWriter Out => Report ?? Console.Out;

    /// <summary>Gets whether somebody sees standard output at a terminal, and no file or program takes it.</summary>
    public static bool IsOutTerminal => !Console.IsOutputRedirected;

    /// <summary>Gets or sets the stream of the report, where standard output leads elsewhere for everybody else; it belongs to the verb that runs.</summary>
    public static TextWriter? Report
    {
        get => ReportOfVerb.Value;
        set => ReportOfVerb.Value = value;
    }

    private static AsyncLocal<TextWriter?> ReportOfVerb { get; } = new();

    /// <summary>Makes a console on standard output: coloured on a terminal, plain and not wrapped at a terminal's width elsewhere.</summary>
    public static IAnsiConsole CreateOut() => Create(Out, Console.IsOutputRedirected);

    /// <summary>Makes a console on standard error.</summary>
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
