using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using SchemaGuard.AspNetCore.Tests.Listening;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Leaks;

/// <summary>An application with everything mapped that this package has, and every line of its log kept.</summary>
internal sealed class LeakSite : IAsyncDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(50);
    private readonly WebApplication _app;
    private readonly LogLines _log = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly string _address = $"http://127.0.0.1:{Client.FreePort()}";
    private Task _started = Task.CompletedTask;

    /// <summary>Builds an application, and does not start it.</summary>
    /// <param name="guard">Adds the database and what it is guarded by.</param>
    /// <param name="options">Sets the guard's options.</param>
    public LeakSite(Action<SchemaGuardBuilder> guard, Action<SchemaGuardOptions>? options = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseUrls(_address);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(_log);
        guard(builder.Services.AddSchemaGuard(set => Configure(set, options)));
        builder.Services.AddHealthChecks().AddSchemaGuard(detail: SchemaHealthDetail.Counts);
        builder.Services.AddSchemaGuardRequestGate();
        builder.Services.AddSchemaGuardProbeListener(set => set.RefusalHold = TimeSpan.FromMinutes(10));
        _app = builder.Build();
        _app.MapSchemaGuardProbes();
        _app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = SchemaHealthResponseWriter.WriteAsync });
        _app.MapSchemaGuardStatus(configure: set => set.AllowAnonymousAccess = true);
        _app.MapGet("/orders", () => "orders");
        Served = new Served(() => new Uri(_address));
    }

    public Served Served { get; }

    public IReadOnlyList<string> Log => [.. _log.Lines];

    public ISchemaGuard Guard => _app.Services.GetRequiredService<ISchemaGuard>();

    public ISchemaGate Gate => _app.Services.GetRequiredService<ISchemaGate>();

    /// <summary>Starts the application and returns at once: a listener answers until it has started.</summary>
    public LeakSite Start()
    {
        _started = Task.Run(() => _app.StartAsync(_stop.Token), TestContext.Current.CancellationToken);
        return this;
    }

    public async Task<LeakSite> StartAsync()
    {
        await Start()._started;
        return this;
    }

    /// <summary>Ends the time for which a refusal can be read, and returns the refusal.</summary>
    public async Task<Exception?> EndAsync()
    {
        await _stop.CancelAsync();
        await _started.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _started.Exception?.InnerException;
    }

    /// <summary>Waits until the guard has a verdict.</summary>
    public Task IsAsync(SchemaState state) =>
        Eventually.IsAsync(() => Task.FromResult(Guard.LastReport?.State ?? SchemaState.Unknown), state);

    /// <summary>Waits until the guard does something.</summary>
    public Task IsAsync(GuardActivityKind kind) => Eventually.IsAsync(() => Task.FromResult(Guard.Activity.Kind), kind);

    /// <summary>Waits until the gate is in a state.</summary>
    public Task IsAsync(SchemaGateState state) => Eventually.IsAsync(() => Task.FromResult(Gate.State), state);

    /// <summary>Fails if something was served or logged that must not be.</summary>
    public void ShouldKeep(Secrets secrets)
    {
        Leak.ShouldNotBeIn(Served.All.Concat(Log), secrets.Values);
        Leak.ShouldNotBeIn(Served.Public, secrets.Names);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await _app.DisposeAsync();
        _stop.Dispose();
        Environment.ExitCode = 0;
    }

    private static void Configure(SchemaGuardOptions set, Action<SchemaGuardOptions>? options)
    {
        set.TerminationLogPath = null;
        (set.MonitorInterval, set.MonitorLongestInterval, set.MonitorThreshold) = (Often, Often, 1);
        (set.OutageTolerance, set.ConnectTimeout) = (Often, TimeSpan.FromSeconds(5));
        options?.Invoke(set);
    }
}
