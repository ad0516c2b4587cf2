using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using SchemaGuard.Sqlite.Tests;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests;

/// <summary>A real application with a real Kestrel on a database of SQLite, in this process.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly bool _ownsDatabase;

    private Site(WebApplication app, SqliteTestDatabase database, bool ownsDatabase)
    {
        (App, Database, _ownsDatabase) = (app, database, ownsDatabase);
        Client = new HttpClient();
    }

    public WebApplication App { get; }

    public SqliteTestDatabase Database { get; }

    public HttpClient Client { get; }

    /// <summary>Builds an application, and does not start it.</summary>
    /// <param name="services">Adds what the application has beside its guard.</param>
    /// <param name="guard">Adds migrations and requirements; one small migration by default.</param>
    /// <param name="map">Maps endpoints.</param>
    /// <param name="options">Sets the guard's options.</param>
    /// <param name="database">The database; a new one by default.</param>
    public static Site Build(
        Action<IServiceCollection>? services = null,
        Action<SchemaGuardBuilder>? guard = null,
        Action<WebApplication>? map = null,
        Action<SchemaGuardOptions>? options = null,
        SqliteTestDatabase? database = null
    )
    {
        var own = database ?? new SqliteTestDatabase();
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = own.Folder }
        );
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var guarded = own.Use(
            builder.Services.AddSchemaGuard(set =>
            {
                set.TerminationLogPath = null;
                options?.Invoke(set);
            })
        );
        (guard ?? AddFirst)(guarded);
        services?.Invoke(builder.Services);
        var app = builder.Build();
        map?.Invoke(app);
        return new Site(app, own, ownsDatabase: database is null);
    }

    public async Task<Site> StartAsync()
    {
        await App.StartAsync(TestContext.Current.CancellationToken);
        Client.BaseAddress = new Uri(App.Urls.First());
        return this;
    }

    private static void AddFirst(SchemaGuardBuilder guard) =>
        guard.AddMigration("0000_first", "create table first (id integer primary key);");

    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Returns status and body.</summary>
    public async Task<(int Status, string Body)> AskAsync(string path)
    {
        using var response = await GetAsync(path);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        if (_ownsDatabase)
        {
            await Database.DisposeAsync();
        }
    }
}
