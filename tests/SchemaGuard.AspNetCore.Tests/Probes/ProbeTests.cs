using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Probes;

public sealed class ProbeTests
{
    [Theory]
    [InlineData("/health/live", "Alive")]
    [InlineData("/health/startup", "Started")]
    [InlineData("/health/ready", "Healthy")]
    public async Task A_probe_answers_one_word_that_nobody_caches(string path, string word)
    {
        await using var site = await Site.Build(map: app => app.MapSchemaGuardProbes()).StartAsync();

        using var response = await site.GetAsync(path);
        using var head = await site.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path), TestContext.Current.CancellationToken);
        using var post = await site.Client.PostAsync(path, content: null, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(word);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        head.Content.Headers.ContentLength.ShouldBe(word.Length);
        (await head.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        post.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task They_stand_beside_the_health_checks_of_the_application()
    {
        await using var site = await Site.Build(
                services =>
                    services.AddHealthChecks().AddCheck("cache", () => HealthCheckResult.Unhealthy("The cache is cold.")).AddSchemaGuard(),
                map: app =>
                {
                    app.MapHealthChecks("/health");
                    app.MapHealthChecks("/health/schema", new HealthCheckOptions { Predicate = check => check.Name == "schema" });
                    app.MapSchemaGuardProbes();
                }
            )
            .StartAsync();

        (await site.AskAsync("/health")).ShouldBe((503, "Unhealthy"));
        (await site.AskAsync("/health/schema")).ShouldBe((200, "Healthy"));
        (await site.AskAsync("/health/ready")).ShouldBe((200, "Healthy"), "The cache is not the schema's affair.");
    }

    [Fact]
    public async Task Paths_are_options_and_a_group_may_hold_the_probes()
    {
        await using var site = await Site.Build(map: app =>
                app.MapGroup("/ops")
                    .MapSchemaGuardProbes(options =>
                    {
                        options.LivePath = "/livez";
                        options.StartupPath = "/startupz";
                        options.ReadyPath = "/readyz";
                    })
            )
            .StartAsync();

        (await site.AskAsync("/ops/livez")).Status.ShouldBe(200);
        (await site.AskAsync("/ops/startupz")).Status.ShouldBe(200);
        (await site.AskAsync("/ops/readyz")).Status.ShouldBe(200);
        (await site.AskAsync("/health/live")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("/health", "Two probes have the same path: /health, /health/startup, /Health.")]
    [InlineData("health", "'health' is not the path of a probe.")]
    [InlineData("", "'' is not the path of a probe.")]
    public async Task Wrong_paths_are_refused(string live, string sentence)
    {
        await using var site = Site.Build();

        var refusal = Should.Throw<InvalidOperationException>(() =>
            site.App.MapSchemaGuardProbes(options => (options.LivePath, options.ReadyPath) = (live, "/Health"))
        );

        refusal.Message.ShouldStartWith(sentence);
    }

    [Fact]
    public async Task Without_a_guard_there_is_nothing_to_probe()
    {
        await using var app = WebApplication.CreateSlimBuilder().Build();

        Should.Throw<InvalidOperationException>(() => app.MapSchemaGuardProbes()).Message.ShouldContain("AddSchemaGuard()");
    }

    [Theory]
    [InlineData(false, 200)]
    [InlineData(true, 401)]
    public async Task A_fallback_policy_does_not_reach_them_but_what_is_demanded_of_them_does(bool isDemanded, int expected)
    {
        await using var site = await Site.Build(
                services =>
                {
                    services.AddAuthentication().AddBearerToken();
                    services
                        .AddAuthorizationBuilder()
                        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
                },
                map: app =>
                {
                    var probes = app.MapSchemaGuardProbes();
                    if (isDemanded)
                    {
                        probes.RequireAuthorization();
                    }

                    app.MapGet("/orders", () => "orders");
                }
            )
            .StartAsync();

        (await site.AskAsync("/orders")).Status.ShouldBe(401);
        (await site.AskAsync("/health/live")).Status.ShouldBe(expected);
        (await site.AskAsync("/health/ready")).Status.ShouldBe(expected);
    }

    [Fact]
    public async Task A_guard_that_is_off_knows_nothing_and_forbids_nothing()
    {
        await using var site = await Site.Build(map: app => app.MapSchemaGuardProbes(), options: set => set.Startup = StartupMode.Off)
            .StartAsync();

        (await site.AskAsync("/health/ready")).ShouldBe((200, "Unknown"));
        (await site.AskAsync("/health/startup")).ShouldBe((200, "Started"));
    }

    [Theory]
    [InlineData(SchemaHealthDetail.Counts, false)]
    [InlineData(SchemaHealthDetail.Findings, true)]
    public async Task While_migrations_run_a_probe_says_how_far_they_are(SchemaHealthDetail detail, bool givesNames)
    {
        var held = new Held();
        await using var site = Site.Build(
            services => services.AddSchemaGuardRequestGate(),
            guard =>
            {
                guard.AddMigration("0000_first", "create table first (id integer primary key);");
                held.AddTo(guard);
            },
            app => app.MapSchemaGuardProbes(options => options.Detail = detail),
            options => options.Startup = StartupMode.Background
        );
        await site.StartAsync();
        await held.Begun;

        var (status, body) = await site.AskAsync("/health/ready");

        status.ShouldBe(503);
        var document = JsonDocument.Parse(body).RootElement;
        document.GetProperty("schema").GetString().ShouldBe("schemaguard/progress/1");
        document.GetProperty("status").GetString().ShouldBe("starting");
        document.GetProperty("pod").GetString().ShouldNotBeNullOrEmpty();
        var guard = document.GetProperty("guards").EnumerateArray().ShouldHaveSingleItem();
        guard.GetProperty("guard").GetString().ShouldBe("default");
        guard.GetProperty("activity").GetString().ShouldBe("migrating");
        var migration = guard.GetProperty("migration");
        migration.GetProperty("number").GetInt32().ShouldBe(2);
        migration.GetProperty("count").GetInt32().ShouldBe(2);
        migration.GetProperty("seconds").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
        body.Contains("0001_held", StringComparison.Ordinal).ShouldBe(givesNames);
        held.Release();
    }
}
