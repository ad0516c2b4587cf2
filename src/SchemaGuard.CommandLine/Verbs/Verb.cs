using System.CommandLine;
using SchemaGuard.CommandLine.Rendering;
using SchemaGuard.Findings;

namespace SchemaGuard.CommandLine.Verbs;

/// <summary>A verb: its options, its work, and the one place where its exceptions become text and an exit code.</summary>
internal abstract class Verb(string name, string description)
{
    private const string Text = "text";
    private const string Json = "json";

    private readonly Option<string> _format = new Option<string>("--format")
    {
        Description = "How to write the report: text for people, json for programs.",
        DefaultValueFactory = _ => Text,
        HelpName = "text|json",
    }.AcceptOnlyFromAmong(Text, Json);

    /// <summary>Gets the verb's name.</summary>
    public string Name => name;

    /// <summary>Gets the options that only this verb has.</summary>
    protected virtual IReadOnlyList<Option> OwnOptions => [];

    /// <summary>Gets the words after the verb that only this verb takes.</summary>
    protected virtual IReadOnlyList<Argument> OwnArguments => [];

    /// <summary>Creates the command of this verb.</summary>
    public Command CreateCommand(IGuardSource source)
    {
        var command = new Command(name, description);
        foreach (var argument in OwnArguments)
        {
            command.Add(argument);
        }

        foreach (var option in source.Options.Concat(OwnOptions).Append(_format))
        {
            command.Add(option);
        }

        command.SetAction((arguments, cancellationToken) => RunAsync(source, arguments, cancellationToken));
        return command;
    }

    /// <summary>Does the work and writes the report.</summary>
    /// <returns>The exit code.</returns>
    protected abstract Task<int> RunAsync(VerbContext context, CancellationToken cancellationToken);

    /// <summary>Writes a JSON document to standard output.</summary>
    protected static void WriteJson(string document) => VerbConsole.Out.WriteLine(document);

    private async Task<int> RunAsync(IGuardSource source, ParseResult arguments, CancellationToken cancellationToken)
    {
        var format = arguments.GetValue(_format) == Json ? OutputFormat.Json : OutputFormat.Text;
        try
        {
            var opened = source.Open(arguments);
            await using (opened.ConfigureAwait(false))
            {
                var context = new VerbContext(opened.Guard, arguments, format, VerbConsole.CreateOut(), VerbConsole.CreateError());
                return await RunAsync(context, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (SchemaGuardException exception)
        {
            return Fail(format, exception);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            if (format == OutputFormat.Json)
            {
                WriteJson(SchemaDocuments.OfCancellation(name));
            }

            await VerbConsole
                .Error.WriteLineAsync("Cancelled. What was applied stays applied. Run again to continue.")
                .ConfigureAwait(false);
            return ExitCodes.Cancelled;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The boundary: every exception from the application's code or a driver becomes a sentence.
            return Fail(format, new SchemaGuardConfigurationException("default", [Unexpected(exception)]));
        }
    }

    private static string Unexpected(Exception exception) =>
        $"An unexpected exception of type {exception.GetType().FullName} was thrown. "
        + "Its message is omitted, because it may contain parts of a connection string. "
        + Wording.Of(
            "Check the code that creates the data source, the options or the provider.",
            "Check the arguments of the command. If they are correct, report this with the command that was run."
        );

    private int Fail(OutputFormat format, SchemaGuardException exception)
    {
        if (format == OutputFormat.Json)
        {
            WriteJson(SchemaDocuments.OfFailure(name, exception));
        }

        FailureText.Write(VerbConsole.CreateError(), exception);
        return exception.ExitCode;
    }
}
