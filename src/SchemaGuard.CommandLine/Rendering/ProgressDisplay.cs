using Spectre.Console;

namespace SchemaGuard.CommandLine.Rendering;

/// <summary>Shows how far a migration run is: a line that changes on a terminal, one plain line for each migration elsewhere.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs work that reports progress.</summary>
    public static Task<SchemaReport> RunAsync(IAnsiConsole console, Func<IProgress<MigrationProgress>, Task<SchemaReport>> work) =>
        console.Profile.Capabilities.Interactive
            ? console
                .Status()
                .StartAsync(
                    "Looking at the database…",
                    context => work(new Listener(progress => context.Status(Markup.Escape(Line(progress)))))
                )
            : work(new Listener(WriteOnce(console)));

    /// <summary>Writes a line for each migration, and none again for one that is tried again.</summary>
    private static Action<MigrationProgress> WriteOnce(IAnsiConsole console)
    {
        string? written = null;
        return progress =>
        {
            var line = $"[{progress.Number}/{progress.Count}] {progress.Migration}";
            if (progress.Statement <= 1 && line != written)
            {
                console.WriteLine(line);
                written = line;
            }
        };
    }

    private static string Line(MigrationProgress progress) =>
        progress.Statements == 0
            ? $"[{progress.Number}/{progress.Count}] {progress.Migration}"
            : $"[{progress.Number}/{progress.Count}] {progress.Migration}, statement {progress.Statement} of {progress.Statements}";

    /// <summary>Passes on at once what it is told, unlike <see cref="Progress{T}"/>, whose calls may come late and out of order.</summary>
    private sealed class Listener(Action<MigrationProgress> show) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => show(value);
    }
}
