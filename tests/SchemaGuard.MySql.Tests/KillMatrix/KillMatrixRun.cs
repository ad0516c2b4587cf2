using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.KillMatrix;

/// <summary>Is one database to which the set of the kill matrix is applied by one process after the other, and what it must be in the end.</summary>
/// <param name="database">The database.</param>
/// <param name="migrations">The folder of the set, or of a part of it.</param>
/// <param name="settings">What else the process is given.</param>
internal sealed class KillMatrixRun(MySqlTestDatabase database, string migrations, params (string Key, string Value)[] settings)
    : IDisposable
{
    private const int Killed = 137;
    private static readonly ConcurrentDictionary<string, Task<(string Dump, TimeSpan Elapsed)>> Undisturbed = new(StringComparer.Ordinal);
    private readonly string _faults = Path.GetTempFileName();

    /// <summary>Gets the folder of the whole set.</summary>
    public static string All => Path.Combine(Programs.Repository, "tests", "SchemaGuard.MySql.Tests", "KillMatrix", "migrations");

    /// <summary>Gives what the set makes on a server where nothing disturbs it, and how long that takes.</summary>
    public static Task<(string Dump, TimeSpan Elapsed)> UndisturbedAsync(MySqlServers servers, string product, string migrations) =>
        Undisturbed.GetOrAdd($"{product} {migrations}", _ => RunUndisturbedAsync(servers, product, migrations));

    /// <summary>Starts the process.</summary>
    public TestProcess Start() => Start([]);

    /// <summary>Starts the process until it is done, each time to be killed by itself at the next boundary.</summary>
    /// <param name="stride">One in so many boundaries kills.</param>
    /// <returns>How often it was killed.</returns>
    public async Task<int> RunToEndAsync(int stride)
    {
        for (var kills = 0; ; kills++)
        {
            await using var process = Start([("FAULTS_FILE", _faults), ("FAULTS_STRIDE", stride.ToString(CultureInfo.InvariantCulture))]);
            if (await EndsAsync(process))
            {
                return kills;
            }
        }
    }

    /// <summary>Waits until a process has ended, by itself or killed.</summary>
    /// <returns>Whether everything is applied.</returns>
    public async Task<bool> EndsAsync(TestProcess process)
    {
        var exit = await process.ExitAsync();
        exit.ShouldBeOneOf([ExitCodes.Ok, Killed], $"{LastBoundary}\n{process.Output}\n{process.Error}");
        return exit == ExitCodes.Ok;
    }

    /// <summary>Says that the database is as if nothing had happened, and every migration was applied once.</summary>
    public async Task ShouldBeAsync(string expected)
    {
        var count = Directory.GetFiles(migrations, "*.sql").Length;
        (await database.NumberAsync("select count(*) from schemaguard_history where state = 'applied' and intent is null")).ShouldBe(count);
        (await database.NumberAsync("select count(*) from schemaguard_history")).ShouldBe(count);
        (
            await database.NumberAsync(
                "select count(*) from information_schema.tables where table_schema = database() and table_name like 'schemaguard\\_scratch%'"
            )
        ).ShouldBe(0);
        await using var connection = await database.OpenAsync();
        var dump = await DatabaseDump.OfAsync(connection, TestContext.Current.CancellationToken);
        DatabaseDump.Difference(expected, dump).ShouldBeNull();
    }

    public void Dispose() => File.Delete(_faults);

    private static async Task<(string Dump, TimeSpan Elapsed)> RunUndisturbedAsync(MySqlServers servers, string product, string migrations)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var run = new KillMatrixRun(database, migrations);
        var clock = Stopwatch.StartNew();
        await using var process = run.Start();
        (await run.EndsAsync(process)).ShouldBeTrue();
        var elapsed = clock.Elapsed;
        await using var connection = await database.OpenAsync();
        return (await DatabaseDump.OfAsync(connection, TestContext.Current.CancellationToken), elapsed);
    }

    private string LastBoundary => File.ReadLines(_faults).LastOrDefault() ?? "";

    private TestProcess Start(IEnumerable<(string Key, string Value)> more) =>
        TestProcess.Start(
            Programs.TestApp,
            ["schemaguard", "migrate"],
            [
                ("Provider", database.Provider),
                ("SchemaGuard__ConnectionString", database.ConnectionString + ";Allow User Variables=true"),
                ("SchemaGuard__Migrations", migrations),
                ("SchemaGuard__ConnectTimeout", "00:01:30"),
                ("SchemaGuard__LockTimeout", "00:01:30"),
                .. settings,
                .. more,
            ]
        );
}
