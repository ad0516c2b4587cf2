using SchemaGuard.Sqlite.Tests;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Status.Browser;

/// <summary>Applications with a status page, each in one of the states that operators meet, on real databases.</summary>
internal static class PageStates
{
    private static readonly Dictionary<string, Func<Task<StatusSite>>> All = new(StringComparer.Ordinal)
    {
        ["healthy"] = HealthyAsync,
        ["degraded"] = DegradedAsync,
        ["migrating"] = MigratingAsync,
        ["waiting"] = WaitingAsync,
        ["refused"] = RefusedAsync,
        ["drifted"] = DriftedAsync,
        ["outage"] = OutageAsync,
        ["ten-guards"] = TenGuardsAsync,
    };

    public static IEnumerable<string> Names => All.Keys;

    public static Task<StatusSite> StartAsync(string state) => All[state]();

    private static async Task<StatusSite> HealthyAsync()
    {
        var site = new StatusSite();
        site.AddSqlite(guard => Shop(guard));
        return await site.StartAsync();
    }

    private static async Task<StatusSite> DegradedAsync()
    {
        var site = new StatusSite();
        site.AddSqlite(guard =>
            Shop(guard)
                .AdjustFinding("SG2001", FindingSeverity.Warning, "It comes with the next release.", "refunds")
                .RequireTables("refunds")
        );
        return await site.StartAsync();
    }

    private static async Task<StatusSite> DriftedAsync()
    {
        var site = new StatusSite();
        var database = site.AddSqlite(
            guard =>
                Shop(guard)
                    .RequireTable("orders", table => table.Column("total", "integer").Index("customer_id"))
                    .RequireTable("stock", table => table.Column("amount", "integer")),
            options: FollowedClosely
        );
        await site.StartAsync();
        await database.ExecuteAsync("drop table payments");
        await database.ExecuteAsync("drop index orders_by_customer");
        await database.ExecuteAsync("drop table stock; create table stock (sku text primary key, amount text);");
        await Eventually.IsAsync(() => Task.FromResult(site.Guard().LastReport!.State), SchemaState.Unhealthy);
        return site;
    }

    /// <summary>A database that answers nobody: another program keeps it for itself.</summary>
    private static async Task<StatusSite> OutageAsync()
    {
        var site = new StatusSite();
        var database = site.AddSqlite(
            guard => Shop(guard),
            options: set =>
            {
                FollowedClosely(set);
                set.OutageTolerance = TimeSpan.Zero;
            }
        );
        await site.StartAsync();
        await site.PageAsync();
        var keeper = site.Own(await database.OpenAsync());
        await using var command = keeper.CreateCommand();
        command.CommandText = "begin exclusive";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await Eventually.IsAsync(() => Task.FromResult(site.Guard().LastReport!.State), SchemaState.Unreachable);
        return site;
    }

    private static async Task<StatusSite> MigratingAsync()
    {
        var held = new Held();
        var site = new StatusSite();
        site.Services.AddSchemaGuardRequestGate();
        site.AddSqlite(
            guard =>
            {
                Shop(guard);
                held.AddTo(guard, "0007_fill_in_totals");
                guard.AddMigration("0008_drop_old_totals", "create table later (id integer primary key); insert into later values (1);");
            },
            options: set => set.Startup = StartupMode.Background
        );
        await site.StartAsync();
        await held.Begun;
        return site;
    }

    private static async Task<StatusSite> WaitingAsync()
    {
        var held = new Held();
        var first = new StatusSite();
        first.Services.AddSchemaGuardRequestGate();
        var database = first.AddSqlite(guard => held.AddTo(guard), options: set => set.Startup = StartupMode.Background);
        await first.StartAsync();
        await held.Begun;
        var site = new StatusSite();
        site.Own(first);
        site.Services.AddSchemaGuardRequestGate();
        site.Add(database.Use, guard => new Held().AddTo(guard), options: set => set.Startup = StartupMode.Background);
        await site.StartAsync();
        await Eventually.IsAsync(() => Task.FromResult(site.Guard().Activity.IsWaiting), expected: true);
        return site;
    }

    /// <summary>A refusal that is real, in an application that stays so that it can be looked at.</summary>
    private static async Task<StatusSite> RefusedAsync()
    {
        var site = new StatusSite();
        var database = site.Own(new SqliteTestDatabase());
        var services = new ServiceCollection();
        Shop(database.Use(services.AddSchemaGuard(set => set.ApplicationName = "orders")))
            .AddMigration("0007_add_coupons", "create table coupons (id integer primary key);\nselect * form coupons;");
        var provider = services.BuildServiceProvider();
        site.Own(provider);
        var guard = provider.GetRequiredService<ISchemaGuard>();
        var refusal = await Should.ThrowAsync<MigrationFailedException>(() =>
            guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken)
        );
        new FakeGuards(guard) { State = SchemaGateState.Refused, Refusal = refusal }.In(site.Services);
        return await site.StartAsync();
    }

    private static async Task<StatusSite> TenGuardsAsync()
    {
        var held = new Held();
        var site = new StatusSite();
        site.Services.AddSchemaGuardRequestGate();
        string[] names = ["orders", "billing", "catalog", "identity", "shipping", "search", "reviews", "reports", "audit", "mail"];
        foreach (var name in names)
        {
            site.AddSqlite(
                name == "mail" ? guard => held.AddTo(guard) : guard => Shop(guard),
                name,
                name switch
                {
                    "mail" => set => set.Startup = StartupMode.Background,
                    "audit" => set => set.Startup = StartupMode.Off,
                    _ => FollowedClosely,
                }
            );
        }

        await site.StartAsync();
        await held.Begun;
        await site.BreakAsync("billing");
        return site;
    }

    private static void FollowedClosely(SchemaGuardOptions set) =>
        (set.MonitorInterval, set.MonitorThreshold) = (TimeSpan.FromMilliseconds(100), 1);

    private static SchemaGuardBuilder Shop(SchemaGuardBuilder guard) =>
        guard
            .AddMigration("0001_create_customers", "create table customers (id integer primary key, email text not null);")
            .AddMigration(
                "0002_create_orders",
                "create table orders (id integer primary key, customer_id integer not null references customers, total integer not null);\n"
                    + "create index orders_by_customer on orders (customer_id);"
            )
            .AddMigration(
                "0003_create_payments",
                "create table payments (id integer primary key, order_id integer not null references orders);"
            )
            .AddMigration(
                "0004_create_shipments",
                "create table shipments (id integer primary key, order_id integer not null references orders);"
            )
            .AddMigration("0005_add_customer_name", "alter table customers add column name text;")
            .AddMigration("0006_create_stock", "create table stock (sku text primary key, amount integer not null);")
            .RequireTables("customers", "orders", "payments", "shipments", "stock")
            .AddInvariant(
                "every order has a customer",
                "select count(*) from orders where customer_id not in (select id from customers)",
                expected: 0
            );
}
