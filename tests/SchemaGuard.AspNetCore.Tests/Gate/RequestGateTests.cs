using System.Net;
using Microsoft.AspNetCore.Builder;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Gate;

public sealed class RequestGateTests
{
    [Fact]
    public async Task In_the_background_only_probes_are_served_until_the_verdict()
    {
        var held = new Held();
        await using var site = Background(held);
        await site.StartAsync();
        await held.Begun;

        using (var refused = await site.GetAsync("/orders"))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
            refused.Headers.CacheControl!.NoStore.ShouldBeTrue();
            refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(
                "\"title\":\"The application is starting.\""
            );
        }

        (await site.AskAsync("/health/live")).ShouldBe((200, "Alive"));
        (await site.AskAsync("/health/startup")).Status.ShouldBe(503);
        var (status, body) = await site.AskAsync("/health/ready");
        status.ShouldBe(503);
        body.ShouldContain("\"activity\":\"migrating\"");
        (await site.AskAsync("/health")).Status.ShouldBe(200, "It is a health check, which says Degraded: nothing is known yet.");
        (await site.AskAsync("/metrics/all")).ShouldBe((200, "metrics"));
        (await site.AskAsync(site.Client.BaseAddress + "/health/live")).Status.ShouldBe(503, "It may be a path of the application's.");
        using (var posted = await site.Client.PostAsync("/health/live", content: null, TestContext.Current.CancellationToken))
        {
            posted.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }

        held.Release();
        await Eventually.IsAsync(async () => (await site.AskAsync("/health/startup")).Status, 200);
        (await site.AskAsync("/orders")).ShouldBe((200, "orders"));
        (await site.AskAsync("/health/ready")).ShouldBe((200, "Healthy"));
    }

    [Fact]
    public async Task A_refusal_in_the_background_stops_the_application_with_its_exit_code()
    {
        var held = new Held();
        await using var site = Background(held);
        var gate = site.App.Services.GetRequiredService<ISchemaGate>();
        var run = site.App.RunAsync();
        await held.Begun;

        held.Fail();

        var refusal = await Should.ThrowAsync<MigrationFailedException>(() => run);
        refusal.ExitCode.ShouldBe(ExitCodes.MigrationFailed);
        (gate.State, gate.Refusal).ShouldBe((SchemaGateState.Refused, refusal));
        Environment.ExitCode = 0;
    }

    [Fact]
    public async Task Background_without_a_request_gate_is_refused()
    {
        await using var site = Site.Build(options: set => set.Startup = StartupMode.Background);

        var refusal = await Should.ThrowAsync<SchemaGuardConfigurationException>(() => site.StartAsync());

        refusal.Problems.ShouldHaveSingleItem().ShouldContain("AddSchemaGuardRequestGate()");
        Environment.ExitCode = 0;
    }

    [Theory]
    [InlineData(UnhealthyPolicy.ServeAll, 200, 200, 200)]
    [InlineData(UnhealthyPolicy.FailReadiness, 200, 200, 503)]
    [InlineData(UnhealthyPolicy.RefuseWrites, 200, 503, 503)]
    [InlineData(UnhealthyPolicy.RefuseAll, 503, 503, 503)]
    public async Task What_drift_does_to_requests_is_a_policy(UnhealthyPolicy policy, int read, int write, int ready)
    {
        await using var site = Site.Build(
            services => services.AddSchemaGuardRequestGate(options => options.WhenUnhealthy = policy),
            guard => guard.AddMigration("0001_orders", "create table orders (id integer primary key);").RequireTables("orders"),
            app =>
            {
                app.MapSchemaGuardProbes();
                app.MapMethods("/orders", ["GET", "POST"], () => "orders");
            },
            options => (options.MonitorInterval, options.MonitorThreshold) = (TimeSpan.FromMilliseconds(50), 1)
        );
        await site.StartAsync();
        (await site.AskAsync("/orders")).Status.ShouldBe(200);

        await site.Database.ExecuteAsync("drop table orders");
        await Eventually.IsAsync(
            () => Task.FromResult(site.App.Services.GetRequiredService<ISchemaGuard>().LastReport!.State),
            SchemaState.Unhealthy
        );

        (await site.AskAsync("/orders")).Status.ShouldBe(read);
        using var posted = await site.Client.PostAsync("/orders", content: null, TestContext.Current.CancellationToken);
        ((int)posted.StatusCode).ShouldBe(write);
        (await site.AskAsync("/health/ready")).ShouldBe((ready, "Unhealthy"));
        (await site.AskAsync("/health/live")).ShouldBe((200, "Alive"));
        (await site.AskAsync("/health/startup")).ShouldBe((200, "Started"));

        await site.Database.ExecuteAsync("create table orders (id integer primary key)");
        await Eventually.IsAsync(async () => (await site.AskAsync("/health/ready")).Body, "Healthy");
        using var postedAgain = await site.Client.PostAsync("/orders", content: null, TestContext.Current.CancellationToken);
        postedAgain.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Wrong_options_are_refused_at_start()
    {
        await using var site = Site.Build(services =>
            services.AddSchemaGuardRequestGate(options =>
            {
                options.RetryAfter = TimeSpan.Zero;
                options.AlwaysServed.Add("metrics");
            })
        );

        var refusal = await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => site.StartAsync());

        refusal.Failures.Count().ShouldBe(2);
        refusal.Message.ShouldContain("'metrics' is not a path");
    }

    private static Site Background(Held held) =>
        Site.Build(
            services =>
            {
                services.AddHealthChecks().AddSchemaGuard();
                services.AddSchemaGuardRequestGate(options => options.AlwaysServed.Add("/metrics"));
            },
            held.AddTo,
            app =>
            {
                app.MapHealthChecks("/health");
                app.MapSchemaGuardProbes();
                app.MapGet("/orders", () => "orders");
                app.MapGet("/metrics/all", () => "metrics");
            },
            options => options.Startup = StartupMode.Background
        );
}
