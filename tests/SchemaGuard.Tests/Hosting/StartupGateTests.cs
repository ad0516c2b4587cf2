using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SchemaGuard.Hosting;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Hosting;

public sealed class StartupGateTests
{
    private readonly List<(int Id, LogLevel Level, string Text)> _log = [];

    [Theory]
    [InlineData("GetDocument.Insider")]
    [InlineData("dotnet-swagger")]
    [InlineData("NSwag.AspNetCore.Launcher")]
    [InlineData("ef")]
    public async Task A_tool_that_only_reads_the_application_passes_a_gate_that_says_so(string tool)
    {
        using var host = Build(services => services.AddSingleton(new DesignTime(tool)));

        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);

        var entry = _log.ShouldHaveSingleItem();
        entry.Id.ShouldBe(SchemaGuardEventIds.DesignTime);
        entry.Text.ShouldContain($"'{tool}'");
        host.Services.GetRequiredService<ISchemaGuard>().LastReport.ShouldBeNull();
    }

    [Fact]
    public void An_application_that_was_started_to_run_is_no_tool()
    {
        new DesignTime("MyApp").Tool.ShouldBeNull();
        new DesignTime(entry: null).Tool.ShouldBeNull();
        DesignTime.OfProcess.Tool.ShouldBeNull();
    }

    [Fact]
    public async Task What_nobody_foresaw_becomes_a_refusal_with_an_event_and_exit_code_2()
    {
        using var host = Build(services =>
            services.Configure<SchemaGuardOptions>(_ => throw new InvalidOperationException("the vault is closed."))
        );

        var exception = await Should.ThrowAsync<SchemaGuardConfigurationException>(() =>
            host.StartAsync(TestContext.Current.CancellationToken)
        );

        exception.Problems.ShouldHaveSingleItem().ShouldContain("of type System.InvalidOperationException");
        exception.ToString().ShouldNotContain("vault");
        exception.InnerException.ShouldBeOfType<WithheldException>().Original.ShouldBeOfType<InvalidOperationException>();
        var refused = _log.Single(entry => entry.Id == SchemaGuardEventIds.Refused);
        refused.Level.ShouldBe(LogLevel.Error);
        Environment.ExitCode.ShouldBe(ExitCodes.Configuration);

        using var next = Build(services => services.Configure<SchemaGuardOptions>(options => options.Startup = StartupMode.Off));
        await next.StartAsync(TestContext.Current.CancellationToken);
        Environment.ExitCode.ShouldBe(ExitCodes.Ok);
        await next.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_host_that_knows_no_step_before_the_start_has_a_gate_too()
    {
        using var host = Build(services => services.Configure<SchemaGuardOptions>(_ => throw new InvalidOperationException("x")));
        var gate = host.Services.GetServices<IHostedService>().OfType<StartupGate>().Single();

        await Should.ThrowAsync<SchemaGuardConfigurationException>(() => gate.StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_host_is_stopped_and_disposed_as_often_as_anybody_likes()
    {
        using var host = Build(services => services.Configure<SchemaGuardOptions>(options => options.Startup = StartupMode.Off));
        await host.StartAsync(TestContext.Current.CancellationToken);
        var monitor = host.Services.GetServices<IHostedService>().OfType<MonitorService>().Single();

        await host.StopAsync(TestContext.Current.CancellationToken);
        host.Dispose();
        monitor.Dispose();
        await monitor.StopAsync(TestContext.Current.CancellationToken);
        await monitor.StartedAsync(TestContext.Current.CancellationToken);
        await monitor.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_data_source_that_cannot_be_made_is_a_problem_among_the_others()
    {
        var services = new ServiceCollection();
        services
            .AddSchemaGuard(options => options.LockTimeout = TimeSpan.FromSeconds(-1))
            .UseProvider(_ => throw new NotSupportedException("no driver"));
        using var provider = services.BuildServiceProvider();

        var exception = Should.Throw<SchemaGuardConfigurationException>(() => provider.GetRequiredService<ISchemaGuards>().All);

        exception.Problems.Count.ShouldBe(2);
        exception.Problems[1].ShouldContain("of type System.NotSupportedException");
        exception.Problems[1].ShouldNotContain("no driver");
    }

    [Fact]
    public void A_health_check_of_a_guard_that_is_not_registered_refuses_the_start()
    {
        var services = new ServiceCollection();
        services.AddSchemaGuard().UseProvider(_ => new TestProvider());
        services.AddHealthChecks().AddSchemaGuard("billing");
        using var provider = services.BuildServiceProvider();

        Should
            .Throw<SchemaGuardConfigurationException>(() => provider.GetRequiredService<ISchemaGuards>().All)
            .Problems.ShouldHaveSingleItem()
            .ShouldContain("AddSchemaGuard(\"billing\") refers to a guard that is not registered. Write one of default");
    }

    private IHost Build(Action<IServiceCollection> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSchemaGuard().UseProvider(_ => new TestProvider());
        builder.Logging.AddProvider(new Recorder(_log));
        configure(builder.Services);
        return builder.Build();
    }

    private sealed class Recorder(List<(int Id, LogLevel Level, string Text)> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => categoryName == Telemetry.Log.Category ? this : new Recorder([]);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => log.Add((eventId.Id, logLevel, formatter(state, exception)));

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
