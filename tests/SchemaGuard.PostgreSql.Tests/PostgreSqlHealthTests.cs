using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Logging;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says what requests to the health endpoint cost the database.</summary>
public sealed class PostgreSqlHealthTests(PostgreSqlServers servers)
{
    private const int Requests = 10_000;

    [Fact]
    public async Task Requests_for_health_send_nothing_to_the_database()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        using var commands = new CommandCount(database.Name);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        database
            .Use(builder.Services.AddSchemaGuard(options => options.MonitorInterval = TimeSpan.FromHours(1)))
            .AddMigrations(folder.Path);
        builder.Services.AddHealthChecks().AddSchemaGuard();
        await using var app = builder.Build();
        app.MapHealthChecks("/health/ready");
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        var ofTheStart = commands.Count;

        using var client = new HttpClient();
        var url = new Uri(address + "/health/ready");
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Requests),
            TestContext.Current.CancellationToken,
            async (_, cancellationToken) => (await client.GetStringAsync(url, cancellationToken)).ShouldBe("Healthy")
        );

        ofTheStart.ShouldBeGreaterThan(0);
        commands.Count.ShouldBe(ofTheStart);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Counts what Npgsql sends to one database, by the traces that it writes of each command and each opened connection.</summary>
    private sealed class CommandCount : IDisposable
    {
        private readonly ActivityListener _listener;
        private int _count;

        public CommandCount(string database)
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Npgsql",
                Sample = (ref _) => ActivitySamplingResult.AllData,
                ActivityStopped = activity =>
                {
                    if (activity.GetTagItem("db.namespace") is string name && name == database)
                    {
                        Interlocked.Increment(ref _count);
                    }
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public int Count => Volatile.Read(ref _count);

        public void Dispose() => _listener.Dispose();
    }
}
