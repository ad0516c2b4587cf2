using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using SchemaGuard.Sqlite.Tests;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Status;

/// <summary>A real application with a status page and a database of SQLite for each guard that a test adds, in this process.</summary>
internal sealed class StatusSite : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _owned = [];
    private readonly WebApplicationBuilder _builder;
    private readonly Dictionary<string, SqliteTestDatabase> _databases = new(StringComparer.Ordinal);
    private WebApplication? _app;

    public StatusSite(string environment = "Development")
    {
        _builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = environment, ApplicationName = "orders" }
        );
        _builder.WebHost.UseUrls("http://127.0.0.1:0");
        _builder.Logging.ClearProviders();
    }

    public HttpClient Client { get; } = new();

    public IServiceCollection Services => _builder.Services;

    public IServiceProvider Provider => _app!.Services;

    public Uri Address => Client.BaseAddress!;

    /// <summary>Adds a guard on a new database of SQLite.</summary>
    public SqliteTestDatabase AddSqlite(
        Action<SchemaGuardBuilder>? guard = null,
        string? name = null,
        Action<SchemaGuardOptions>? options = null
    )
    {
        var database = new SqliteTestDatabase();
        _owned.Add(database);
        _databases[name ?? "default"] = database;
        Add(database.Use, guard, name, options);
        return database;
    }

    /// <summary>Adds a guard on a database that somebody else makes.</summary>
    public void Add(
        Func<SchemaGuardBuilder, SchemaGuardBuilder> use,
        Action<SchemaGuardBuilder>? guard = null,
        string? name = null,
        Action<SchemaGuardOptions>? options = null
    )
    {
        var builder = use(
            Services.AddSchemaGuard(
                name ?? "default",
                set =>
                {
                    set.TerminationLogPath = null;
                    set.ApplicationName = "orders";
                    options?.Invoke(set);
                }
            )
        );
        (guard ?? (added => added.AddMigration("0001_first", "create table first (id integer primary key);")))(builder);
    }

    /// <summary>Lets something end with this site.</summary>
    public T Own<T>(T owned)
        where T : IAsyncDisposable
    {
        _owned.Add(owned);
        return owned;
    }

    /// <summary>Starts the application.</summary>
    /// <param name="use">Adds middleware.</param>
    /// <param name="configure">Sets options of the status page.</param>
    /// <param name="endpoint">Adds conventions to the endpoint.</param>
    public async Task<StatusSite> StartAsync(
        Action<WebApplication>? use = null,
        Action<SchemaGuardStatusOptions>? configure = null,
        Action<IEndpointConventionBuilder>? endpoint = null
    )
    {
        _app = _builder.Build();
        use?.Invoke(_app);
        var mapped = _app.MapSchemaGuardStatus(configure: configure);
        endpoint?.Invoke(mapped);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Client.BaseAddress = new Uri(_app.Urls.First());
        return this;
    }

    /// <summary>Asks for a path, as a client that accepts something.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, string? accept = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<string> PageAsync(string path = "/schema") => await TextAsync(path, "text/html");

    public async Task<string> DocumentAsync(string path = "/schema") => await TextAsync(path, "application/json");

    /// <summary>Drops the table of payments from a guard's database, and waits until the guard has seen it.</summary>
    public async Task BreakAsync(string guard)
    {
        await _databases[guard].ExecuteAsync("drop table payments");
        await Eventually.IsAsync(() => Task.FromResult(Guard(guard).LastReport!.State), SchemaState.Unhealthy);
    }

    public ISchemaGuard Guard(string name = "default") => Provider.GetRequiredService<ISchemaGuards>().Get(name);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _owned.Reverse();
        foreach (var owned in _owned)
        {
            await owned.DisposeAsync();
        }
    }

    private async Task<string> TextAsync(string path, string accept)
    {
        using var response = await SendAsync(path, accept);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
