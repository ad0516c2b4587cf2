using System.CommandLine;
using System.CommandLine.Help;
using SchemaGuard.CommandLine.Verbs;

namespace SchemaGuard.CommandLine;

/// <summary>Parses a command line and runs the verb that it names. Report on standard output, everything else on standard error.</summary>
public static class VerbLine
{
    private static readonly Verb[] Verbs = [new CheckVerb(), new StatusVerb(), new PlanVerb(), new MigrateVerb()];

    /// <summary>Runs a command line.</summary>
    /// <param name="source">Gives the guard.</param>
    /// <param name="args">The verb and its options.</param>
    /// <param name="cancellationToken">Stops the verb; so do SIGINT and SIGTERM.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(IGuardSource source, IReadOnlyList<string> args, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(args);
        var parsed = CreateRoot(source).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await WriteUsageAsync(parsed).ConfigureAwait(false);
            return ExitCodes.Configuration;
        }

        // A verb that was asked to stop rolls back and says so itself; it is not cut off while it does.
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromMinutes(1),
        };
        return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
    }

    private static Command CreateRoot(IGuardSource source)
    {
        // Not a RootCommand: that takes its name from the executable, which is the application's where the verbs run inside one.
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

    private static async Task WriteUsageAsync(ParseResult parsed)
    {
        var error = VerbConsole.Error;
        foreach (var problem in parsed.Errors)
        {
            await error.WriteLineAsync(problem.Message).ConfigureAwait(false);
        }

        await error.WriteLineAsync("Run with --help to see verbs and options.").ConfigureAwait(false);
    }
}
