using SchemaGuard.CommandLine;

namespace Microsoft.Extensions.Hosting;

/// <summary>Extension methods that run the verbs inside an application.</summary>
public static class SchemaGuardHostExtensions
{
    private const string Word = "schemaguard";

    /// <summary>
    /// Runs a verb if the command line begins with <c>schemaguard</c>, as in <c>dotnet MyApp.dll schemaguard migrate</c>, on the guards that
    /// the application has registered. The host is not started, so nothing listens.
    /// </summary>
    /// <param name="host">The built host.</param>
    /// <param name="args">The command line of the process.</param>
    /// <param name="cancellationToken">Stops the verb.</param>
    /// <returns>The exit code of the process, or <see langword="null"/> if the command line asks for something else and the application
    /// should run.</returns>
    public static async Task<int?> RunSchemaGuardAsync(this IHost host, string[] args, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(args);
        if (args is not [Word, .. var rest])
        {
            return null;
        }

        using var report = new ReportStream(host.Services);
        return await VerbLine.RunAsync(new HostGuardSource(host.Services), rest, cancellationToken).ConfigureAwait(false);
    }
}
