using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SchemaGuard.PostgreSql.Commands;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says that the guard's own reads are kept out of the application's log, and that nothing else of its rules changes.</summary>
public sealed class OwnReadsTests
{
    private static readonly string[] Categories =
    [
        "Npgsql.Command",
        "npgsql.command",
        "Npgsql.Connection",
        "Npgsql",
        "App.Npgsql.Command",
        "App",
    ];
    private static readonly LogLevel[] Levels = [LogLevel.Trace, LogLevel.Debug, LogLevel.Information, LogLevel.Warning, LogLevel.Error];

    /// <summary>Rules as applications have them: each adds some.</summary>
    private static readonly Action<ILoggingBuilder>[] Parts =
    [
        logging => logging.SetMinimumLevel(LogLevel.Warning),
        logging => logging.SetMinimumLevel(LogLevel.Trace),
        logging => logging.AddFilter("Npgsql", LogLevel.Warning),
        logging => logging.AddFilter("Npgsql", LogLevel.Debug),
        logging => logging.AddFilter("Npgsql.Command", LogLevel.Warning),
        logging => logging.AddFilter("NPGSQL.Command", LogLevel.Information),
        logging => logging.AddFilter("Npgsql.*", LogLevel.Error),
        logging => logging.AddFilter("Npgsql.*Command", LogLevel.Debug),
        logging => logging.AddFilter("*", LogLevel.Warning),
        logging => logging.AddFilter(level => level != LogLevel.Warning),
        logging => logging.AddFilter((category, level) => category != "App" || level > LogLevel.Debug),
        logging => logging.AddFilter<LogLines>("Npgsql", LogLevel.Information),
        logging => logging.AddFilter<LogLines>("Npgsql.Command", LogLevel.Warning),
        logging => logging.AddFilter<LogLines>(category: null, LogLevel.Trace),
        logging => logging.AddFilter<OtherLines>("Npgsql.Command", LogLevel.None),
    ];

    public static TheoryData<int, int> Combinations()
    {
        var combinations = new TheoryData<int, int>();
        for (var first = -1; first < Parts.Length; first++)
        {
            for (var second = first == -1 ? -1 : 0; second < Parts.Length; second++)
            {
                combinations.Add(first, second);
            }
        }

        return combinations;
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Whatever_rules_the_application_has_they_decide_for_everything_else(int first, int second)
    {
        var (plain, none) = Build(first, second, reads: null);
        var reads = new OwnReads();
        var (guarded, lines) = Build(first, second, reads);
        using var _ = plain;
        using var __ = guarded;

        foreach (var (category, level) in Categories.SelectMany(category => Levels.Select(level => (category, level))))
        {
            var expected = Writes(plain, none, category, level);
            Writes(guarded, lines, category, level).ShouldBe(expected, $"{category} {level}");
            using var own = reads.Begin();
            var isKept = level == LogLevel.Information && category.Equals("Npgsql.Command", StringComparison.OrdinalIgnoreCase);
            Writes(guarded, lines, category, level).ShouldBe(expected && !isKept, $"{category} {level} of our own");
        }
    }

    [Fact]
    public async Task What_runs_beside_a_read_is_none()
    {
        var reads = new OwnReads();
        var (services, lines) = Build(-1, -1, reads);
        await using var _ = services;
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(OwnReads.Category);
        var gate = new TaskCompletionSource();
        var beside = Task.Run(
            async () =>
            {
                await gate.Task;
                logger.LogInformation("beside");
            },
            TestContext.Current.CancellationToken
        );

        await ReadAsync();
        logger.LogInformation("after");
        gate.SetResult();
        await beside;

        lines.Texts.ShouldBe(["after", "beside"]);

        async Task ReadAsync()
        {
            using var own = reads.Begin();
            await Task.Yield();
            using (reads.Begin())
            {
                logger.LogInformation("inner");
            }

            logger.LogInformation("own");
        }
    }

    private static bool Writes(ServiceProvider services, LogLines lines, string category, LogLevel level)
    {
        var before = lines.Texts.Count;
        services.GetRequiredService<ILoggerFactory>().CreateLogger(category).Log(level, "a line");
        return lines.Texts.Count > before;
    }

    private static (ServiceProvider Services, LogLines Lines) Build(int first, int second, OwnReads? reads)
    {
        var lines = new LogLines();
        var services = new ServiceCollection();
        services.AddLogging(logging =>
        {
            logging.AddProvider(lines).AddProvider(new OtherLines());
            foreach (var part in (int[])[first, second])
            {
                (part < 0 ? null : Parts[part])?.Invoke(logging);
            }
        });
        if (reads is not null)
        {
            services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>>(reads);
        }

        return (services.BuildServiceProvider(), lines);
    }

    private sealed class OtherLines : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
