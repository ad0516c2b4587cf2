using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using SchemaGuard.Sqlite.Tests;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Observers;

public sealed class ObserverTests
{
    [Fact]
    public async Task An_observer_hears_of_a_start_of_each_step_and_of_what_it_came_to()
    {
        var observer = new Recorder();
        await using var site = Site.Build(
            services => services.AddSingleton<ISchemaGuardObserver>(observer),
            guard =>
                guard
                    .AddMigration("0001_a", "create table a (id integer primary key); create table b (id integer primary key);")
                    .AddMigration("0002_c", "create table c (id integer primary key);")
        );
        await site.StartAsync();

        await Eventually.IsAsync(() => Task.FromResult(observer.Heard.Any(heard => heard is GuardMigrated)), expected: true);

        observer.Heard.First().ShouldBeOfType<GuardStarting>().Mode.ShouldBe(StartupMode.Migrate);
        observer
            .Heard.OfType<GuardMigrating>()
            .Select(heard => (heard.Progress.Migration, heard.Progress.Number, heard.Progress.Count, heard.Progress.Statement))
            .ShouldBe([("0001_a", 1, 2, 1), ("0001_a", 1, 2, 2), ("0002_c", 2, 2, 1)]);
        observer.Heard.Last().ShouldBeOfType<GuardMigrated>().Report.Applied.Count.ShouldBe(2);
        observer.Heard.ShouldAllBe(heard => heard.Guard == "default" && heard.At > DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task It_hears_of_a_refusal_before_the_process_can_end()
    {
        var observer = new Recorder();
        await using var site = Site.Build(
            services => services.AddSingleton<ISchemaGuardObserver>(observer),
            guard => guard.AddMigration("0001_a", "create table a (id integer primary key);").RequireTables("missing")
        );

        await Should.ThrowAsync<SchemaUnhealthyException>(() => site.StartAsync());

        Environment.ExitCode = 0;
        observer.Heard.Last().ShouldBeOfType<GuardRefused>().Reason.Findings.ShouldHaveSingleItem().Target.ShouldBe("missing");
    }

    [Fact]
    public async Task It_hears_of_drift_and_of_its_repair()
    {
        var observer = new Recorder();
        await using var site = Site.Build(
            services => services.AddSingleton<ISchemaGuardObserver>(observer),
            guard => guard.AddMigration("0001_a", "create table a (id integer primary key);").RequireTables("a"),
            options: set => (set.MonitorInterval, set.MonitorThreshold) = (TimeSpan.FromMilliseconds(50), 1)
        );
        await site.StartAsync();

        await site.Database.ExecuteAsync("drop table a");
        await Eventually.IsAsync(() => Task.FromResult(observer.Heard.OfType<GuardDrifted>().Count()), 1);
        await site.Database.ExecuteAsync("create table a (id integer primary key)");
        await Eventually.IsAsync(() => Task.FromResult(observer.Heard.OfType<GuardRecovered>().Count()), 1);

        observer.Heard.OfType<GuardDrifted>().Single().Report.State.ShouldBe(SchemaState.Unhealthy);
        observer.Heard.OfType<GuardRecovered>().Single().Report.State.ShouldBe(SchemaState.Healthy);
    }

    [Fact]
    public async Task It_hears_of_an_outage_that_is_not_tolerated()
    {
        var observer = new Recorder();
        await using var site = Site.Build(
            services => services.AddSingleton<ISchemaGuardObserver>(observer),
            options: set => (set.MonitorInterval, set.OutageTolerance) = (TimeSpan.FromMilliseconds(50), TimeSpan.Zero)
        );
        await site.StartAsync();

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(site.Database.File, new string('x', 5000), TestContext.Current.CancellationToken);
        await Eventually.IsAsync(() => Task.FromResult(observer.Heard.OfType<GuardOutage>().Any()), expected: true);

        observer.Heard.OfType<GuardOutage>().First().Report.FailingSince.ShouldNotBeNull();
    }

    [Fact]
    public async Task It_hears_whom_a_start_waits_for()
    {
        var observer = new Recorder();
        var held = new Held();
        await using var database = new SqliteTestDatabase();
        await using var first = Site.Build(
            services => services.AddSchemaGuardRequestGate(),
            held.AddTo,
            options: set => set.Startup = StartupMode.Background,
            database: database
        );
        await first.StartAsync();
        await held.Begun;
        await using var second = Site.Build(
            services => services.AddSingleton<ISchemaGuardObserver>(observer).AddSchemaGuardRequestGate(),
            new Held().AddTo,
            options: set => set.Startup = StartupMode.Background,
            database: database
        );
        await second.StartAsync();

        await Eventually.IsAsync(() => Task.FromResult(observer.Heard.OfType<GuardWaiting>().Any()), expected: true);
        var guard = second.App.Services.GetRequiredService<ISchemaGuard>();
        guard.Activity.IsWaiting.ShouldBeTrue();

        held.Release();
        await Eventually.IsAsync(() => Task.FromResult(observer.Heard.OfType<GuardReady>().Any()), expected: true);
        guard.Activity.ShouldBe(new GuardActivity(GuardActivityKind.Idle, Since: null));
    }

    [Fact]
    public async Task One_that_throws_and_one_that_never_returns_affect_nobody()
    {
        var observer = new Recorder();
        var log = new LogLines();
        await using var site = Site.Build(services =>
            services
                .AddSingleton<ISchemaGuardObserver>(new Stuck())
                .AddSingleton<ISchemaGuardObserver>(new Throwing())
                .AddSingleton<ISchemaGuardObserver>(observer)
                .AddLogging(logging => logging.AddProvider(log))
        );

        await site.StartAsync();
        await Eventually.IsAsync(() => Task.FromResult(observer.Heard.Any(heard => heard is GuardMigrated)), expected: true);

        log.Lines.ShouldContain(line => line.Contains("Observer Throwing failed on GuardStarting", StringComparison.Ordinal));
        await site
            .App.StopAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task One_that_cannot_be_made_does_not_end_the_start()
    {
        var log = new LogLines();
        await using var site = Site.Build(services =>
            services
                .AddSingleton<ISchemaGuardObserver>(_ => throw new InvalidOperationException("It cannot be made."))
                .AddLogging(logging => logging.AddProvider(log))
        );

        await site.StartAsync();

        log.Lines.ShouldContain(line => line.Contains("failed on its creation", StringComparison.Ordinal));
    }

    private sealed class Recorder : ISchemaGuardObserver
    {
        public ConcurrentQueue<SchemaGuardEvent> Heard { get; } = [];

        public ValueTask ObserveAsync(SchemaGuardEvent occurrence, CancellationToken cancellationToken)
        {
            Heard.Enqueue(occurrence);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Throwing : ISchemaGuardObserver
    {
        public ValueTask ObserveAsync(SchemaGuardEvent occurrence, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("It throws.");
    }

    private sealed class Stuck : ISchemaGuardObserver
    {
        public async ValueTask ObserveAsync(SchemaGuardEvent occurrence, CancellationToken cancellationToken) =>
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
    }
}
