using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging;
using Xunit;

namespace SchemaGuard.Containers;

/// <summary>Is a web application that listens on loopback once its guard is satisfied.</summary>
internal sealed class GuardedApplication : IAsyncDisposable
{
    private static readonly HttpClient Client = new();
    private readonly WebApplication _application;

    private GuardedApplication(WebApplication application) => _application = application;

    public ISchemaGuard Guard => _application.Services.GetRequiredService<ISchemaGuard>();

    /// <summary>Starts it, or throws what its guard has found.</summary>
    public static async Task<GuardedApplication> StartAsync(Action<SchemaGuardBuilder> use)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var guard = builder
            .Services.AddSchemaGuard()
            .AddMigration("1_orders", "create table orders (id integer primary key, customer varchar(40) not null);")
            .AddMigration("2_index", "create index orders_customer on orders (customer); insert into orders values (1, 'first');")
            .RequireTables("orders")
            .AddInvariant("an order has a customer", "select count(*) from orders where customer = ''", expected: 0);
        use(guard);
        builder.Services.AddHealthChecks().AddSchemaGuard();
        var application = builder.Build();
        application.MapHealthChecks("/health");
        try
        {
            await application.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }

        return new GuardedApplication(application);
    }

    /// <summary>Asks the health endpoint.</summary>
    public async Task<string> HealthAsync()
    {
        var address = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        using var answer = await Client.GetAsync(new Uri(address + "/health"), TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
