using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.AspNetCore.Tests.Listening;

/// <summary>An application with the listener whose migration lasts until the test ends it.</summary>
internal sealed class MigratingHost : IAsyncDisposable
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DirectoryInfo _folder;

    private MigratingHost(WebApplication app, LogEntries log, DirectoryInfo folder) => (App, Log, _folder) = (app, log, folder);

    public WebApplication App { get; }

    public LogEntries Log { get; }

    /// <summary>Gets the start of the application, which goes on when the migration ends.</summary>
    public Task Started { get; private set; } = Task.CompletedTask;

    /// <summary>Gets the addresses on which the listener says that it answers.</summary>
    public Uri[] Addresses =>
        [.. (Answers ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Where(IsUrl).Select(url => new Uri(url))];

    /// <summary>Gets the address on which the listener says that it answers.</summary>
    public Uri Address => Addresses[0];

    /// <summary>Gets what the listener says when it answers; <see langword="null"/> if it does not.</summary>
    public string? Answers => Said(SchemaGuardAspNetCoreEventIds.ListenerAnswers);

    /// <summary>Starts an application and returns when its migration runs.</summary>
    public static async Task<MigratingHost> StartAsync(
        Action<WebApplicationBuilder>? configure = null,
        Action<SchemaGuardProbeListenerOptions>? listener = null
    )
    {
        var log = new LogEntries();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(log);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        MigratingHost? host = null;
        builder
            .Services.AddSchemaGuard(options => options.TerminationLogPath = null)
            .UseSqlite()
            .AddMigration(
                "0001_wait",
                async (_, cancellationToken) =>
                {
                    begun.SetResult();
                    await host!._end.Task.WaitAsync(cancellationToken);
                }
            );
        builder.Services.AddSchemaGuardProbeListener(listener);
        configure?.Invoke(builder);
        var folder = Directory.CreateTempSubdirectory("schemaguard-listener-");
        builder.Services.Configure<SchemaGuardOptions>(options =>
            options.ConnectionString = $"Data Source={folder.FullName}/test.db;Pooling=False"
        );
        var app = builder.Build();
        app.MapGet("/", () => "served");
        app.MapPost("/", () => "served");
        app.MapSchemaGuardProbes();
        host = new MigratingHost(app, log, folder);
        host.Started = app.StartAsync();
        await Task.WhenAny(begun.Task, host.Started);
        return host;
    }

    /// <summary>Ends the migration and waits until the application has started.</summary>
    public Task MigrateAsync()
    {
        _end.TrySetResult();
        return Started;
    }

    /// <summary>Lets the migration fail, and returns the refusal.</summary>
    public async Task<SchemaGuardException> RefuseAsync()
    {
        Fail();
        return await Shouldly.Should.ThrowAsync<SchemaGuardException>(Started);
    }

    /// <summary>Lets the migration fail.</summary>
    public void Fail() => _end.TrySetException(new InvalidOperationException("This migration cannot be done."));

    /// <summary>Gets what was logged of an event; <see langword="null"/> if nothing was.</summary>
    public string? Said(int eventId) => Log.All.Where(entry => entry.Id == eventId).Select(entry => entry.Text).FirstOrDefault();

    public async ValueTask DisposeAsync()
    {
        _end.TrySetResult();
        await Started.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await App.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static bool IsUrl(string text) => text.Contains("://", StringComparison.Ordinal);
}
