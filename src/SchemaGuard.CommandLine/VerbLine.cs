using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using SchemaGuard.CommandLine.Verbs;
using SchemaGuard.Findings;

namespace SchemaGuard.CommandLine;

/// <summary>The command line of the verbs. The report goes to standard output, everything else to standard error.</summary>
public static class VerbLine
{
    private static readonly Verb[] Verbs =
    [
        new CheckVerb(),
        new StatusVerb(),
        new PlanVerb(),
        new MigrateVerb(),
        new ManifestVerb(),
        new DiffVerb(),
    ];

    /// <summary>Parses a command line and runs the verb that it names.</summary>
    /// <param name="source">The source of the guard.</param>
    /// <param name="args">The verb and its options.</param>
    /// <param name="cancellationToken">Stops the verb; so do SIGINT and SIGTERM.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IGuardSource source, IReadOnlyList<string> args, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(args);
        if (!source.IsApplication)
        {
            Wording.AddressCommandLine();
        }

        if (args is [var word, ..] && !word.StartsWith('-') && !Verbs.Any(verb => verb.Name == word))
        {
            var known = string.Join(", ", Verbs.Select(verb => verb.Name));
            return await RefuseAsync("usage", args, [$"'{CommandLineText.Show(word)}' is not a verb. Write one of {known}."])
                .ConfigureAwait(false);
        }

        var parsed = CreateRoot(source).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            var words = parsed.Tokens.Select(token => token.Value).Concat(args).ToList();
            var problems = parsed.Errors.Select(error => CommandLineText.Show(error.Message, words)).ToList();
            return await RefuseAsync(VerbOf(parsed), args, [.. problems, "Run with --help to see verbs and options."])
                .ConfigureAwait(false);
        }

        return await InvokeAsync(parsed, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<int> InvokeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        // A verb that is asked to stop rolls back, reports it, and ends with its own exit code. The parser's handler would cut it off.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = VerbConsole.Out,
            Error = VerbConsole.Error,
        };
        return await parsed.InvokeAsync(configuration, stop.Token).ConfigureAwait(false);

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private static Command CreateRoot(IGuardSource source)
    {
        // Not a RootCommand, whose name is that of the executable: the application's, if the verbs run inside one.
        var root = new Command(
            "schemaguard",
            "Applies SQL migrations exactly once, and verifies that a database is what an application needs."
        );
        root.Add(new HelpOption { Recursive = true });
        root.Add(new VersionOption());
        foreach (var verb in Verbs)
        {
            root.Add(verb.CreateCommand(source));
        }

        return root;
    }

    private static string VerbOf(ParseResult parsed) =>
        Verbs.Any(verb => verb.Name == parsed.CommandResult.Command.Name) ? parsed.CommandResult.Command.Name : "usage";

    /// <summary>Reports what is wrong with a command line: on standard error and, if requested, in a JSON document.</summary>
    private static async Task<int> RefuseAsync(string verb, IReadOnlyList<string> args, IReadOnlyList<string> problems)
    {
        if (CommandLineText.AsksForJson(args))
        {
            await VerbConsole.Out.WriteLineAsync(SchemaDocuments.OfMisuse(verb, problems)).ConfigureAwait(false);
        }

        foreach (var problem in problems)
        {
            await VerbConsole.Error.WriteLineAsync(PrintableText.Line(problem)).ConfigureAwait(false);
        }

        return ExitCodes.Configuration;
    }
}
