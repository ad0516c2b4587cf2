using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using SchemaGuard.AspNetCore.Tests.Status;
using SchemaGuard.Sqlite.Tests;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Guards;

public sealed class TenGuardsTests
{
    private const string Broken = "guard-3";
    private const string Slow = "guard-9";
    private static readonly string[] Names = [.. Enumerable.Range(0, 10).Select(number => $"guard-{number}")];
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Ten_guards_in_one_app_one_slow_one_broken()
    {
        var slow = new Held();
        await using var site = await StartAsync(slow);
        await slow.Begun;
        await _databases[Broken].ExecuteAsync("drop table wanted");
        await Eventually.IsAsync(() => Task.FromResult(site.Guard(Broken).LastReport?.State), SchemaState.Unhealthy);

        await AssertProgressAsync(site);
        await AssertHealthAsync(site, slow: "Unknown");
        await AssertPageAsync(site, "1 of 10", $"needs help: {Broken}");
        (await AskAsync(site, "/orders")).Status.ShouldBe(503, "The gate is closed.");

        slow.Release();
        await Eventually.IsAsync(async () => (await AskAsync(site, "/health/startup")).Body, "Started");
        (await AskAsync(site, "/health/ready")).ShouldBe((503, "Unhealthy"));
        await AssertHealthAsync(site, slow: "Healthy");

        await _databases[Broken].ExecuteAsync("create table wanted (id integer primary key)");
        await Eventually.IsAsync(async () => await AskAsync(site, "/health/ready"), (200, "Healthy"));
        (await site.PageAsync()).ShouldContain("All 10 databases are as this build needs them.");
    }

    private readonly Dictionary<string, SqliteTestDatabase> _databases = [];

    private async Task<StatusSite> StartAsync(Held slow)
    {
        var site = new StatusSite();
        foreach (var name in Names)
        {
            _databases[name] = site.AddSqlite(
                guard =>
                {
                    guard.AddMigration("0000_wanted", "create table wanted (id integer primary key);").RequireTables("wanted");
                    if (name == Slow)
                    {
                        slow.AddTo(guard);
                    }
                },
                name,
                set =>
                {
                    set.Startup = StartupMode.Background;
                    (set.MonitorInterval, set.MonitorLongestInterval, set.MonitorThreshold) = (Often, Often, 1);
                }
            );
        }

        site.Services.AddHealthChecks().AddSchemaGuard();
        site.Services.AddSchemaGuardRequestGate();
        return await site.StartAsync(app =>
        {
            app.MapSchemaGuardProbes();
            app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = SchemaHealthResponseWriter.WriteAsync });
            app.MapGet("/orders", () => "orders");
        });
    }

    /// <summary>Until the slow one is done, the readiness probe says what each of them does.</summary>
    private static async Task AssertProgressAsync(StatusSite site)
    {
        var (status, body) = await AskAsync(site, "/health/ready");
        status.ShouldBe(503);
        var guards = JsonDocument.Parse(body).RootElement.GetProperty("guards").EnumerateArray().ToList();
        guards.Select(guard => guard.GetProperty("guard").GetString()).ShouldBe(Names, ignoreOrder: true);
        foreach (var guard in guards)
        {
            var told = (guard.GetProperty("state").GetString(), guard.GetProperty("activity").GetString());
            told.ShouldBe(
                guard.GetProperty("guard").GetString() switch
                {
                    Slow => ("unknown", "migrating"),
                    Broken => ("unhealthy", "idle"),
                    _ => ("healthy", "idle"),
                }
            );
        }
    }

    private static async Task AssertHealthAsync(StatusSite site, string slow)
    {
        var (status, body) = await AskAsync(site, "/health");
        status.ShouldBe(503);
        var entry = JsonDocument.Parse(body).RootElement.GetProperty("entries").GetProperty("schema");
        entry.GetProperty("status").GetString().ShouldBe("Unhealthy");
        entry.GetProperty("description").GetString().ShouldBe("The schema is not as this build needs it.");
        foreach (var name in Names)
        {
            var expected = name switch
            {
                Slow => slow,
                Broken => "Unhealthy",
                _ => "Healthy",
            };
            entry.GetProperty("data").GetProperty($"{name}.state").GetString().ShouldBe(expected, name);
        }
    }

    /// <summary>One page has them all, the worst first in words.</summary>
    private static async Task AssertPageAsync(StatusSite site, params string[] sentences)
    {
        var page = await site.PageAsync();
        foreach (var sentence in sentences)
        {
            page.ShouldContain(sentence);
        }

        var guards = JsonDocument.Parse(await site.DocumentAsync()).RootElement.GetProperty("guards").EnumerateArray().ToList();
        guards.Count.ShouldBe(Names.Length);
        guards.Count(guard => guard.GetProperty("state").GetString() == "healthy").ShouldBe(Names.Length - 2);
    }

    private static async Task<(int Status, string Body)> AskAsync(StatusSite site, string path)
    {
        using var response = await site.SendAsync(path);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
