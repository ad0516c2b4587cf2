using Spectre.Console;

namespace SchemaGuard.CommandLine.Rendering;

/// <summary>The display of a migration run's progress: a changing line on a terminal, elsewhere one plain line for each migration.</summary>
internal static class ProgressDisplay
{
    /// <summary>Runs work that reports progress.</summary>
    public static Task<SchemaReport> RunAsync(IAnsiConsole console, Func<IProgress<MigrationProgress>, Task<SchemaReport>> work) =>
        console.Profile.Capabilities.Interactive
            ? console
                .Status()
                .StartAsync(
                    "Checking the database…",
                    context => work(new Listener(progress => context.Status(Markup.Escape(Line(progress)))))
                )
            : work(new Listener(WriteOnce(console)));

    /// <summary>Writes a line for each migration, but not again for one that is retried.</summary>
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

    /// <summary>A listener that passes on progress at once, unlike <see cref="Progress{T}"/>, whose calls may come late and out of order.</summary>
    private sealed class Listener(Action<MigrationProgress> show) : IProgress<MigrationProgress>
    {
        public void Report(MigrationProgress value) => show(value);
    }
}
