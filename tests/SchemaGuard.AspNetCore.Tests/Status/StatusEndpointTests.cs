using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Status;

public sealed class StatusEndpointTests
{
    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/*", "application/json")]
    [InlineData("text/html", "text/html")]
    [InlineData("text/*", "text/html")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")]
    [InlineData("text/html,*/*", "text/html")]
    [InlineData("text/html;q=0.5,application/json", "application/json")]
    [InlineData("text/html,application/json;q=0.9", "text/html")]
    [InlineData("application/json,text/html", "application/json")]
    [InlineData("text/html,application/json", "text/html")]
    [InlineData("application/json;q=0,*/*", "text/html")]
    [InlineData("text/html;q=0,*/*;q=0.1", "application/json")]
    [InlineData("not a media type", "application/json")]
    [InlineData("image/png", null)]
    [InlineData("text/html;q=0,application/json;q=0", null)]
    public async Task The_client_gets_what_it_likes_best(string? accept, string? expected)
    {
        await using var site = await StartAsync();

        using var response = await site.SendAsync("/schema", accept);

        response.StatusCode.ShouldBe(expected is null ? HttpStatusCode.NotAcceptable : HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(expected ?? "text/plain");
        response.Headers.Vary.ShouldBe(["Accept"]);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    public async Task Nothing_may_keep_frame_or_sniff_the_answer(string accept)
    {
        await using var site = await StartAsync();

        using var response = await site.SendAsync("/schema", accept);

        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; ");
        policy.ShouldContain("style-src 'sha256-");
        policy.ShouldContain("script-src 'sha256-");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    public async Task HEAD_is_answered_like_GET_without_a_body(string accept)
    {
        await using var site = await StartAsync();

        using var response = await site.SendAsync("/schema", accept, HttpMethod.Head);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.ShouldNotBeNull().ShouldBeGreaterThan(100);
        (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Other_methods_are_not_allowed(string method)
    {
        await using var site = await StartAsync();

        using var response = await site.SendAsync("/schema", "text/html", new HttpMethod(method));

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task The_document_contains_the_published_documents_of_check_and_status()
    {
        await using var site = await StartAsync();

        using var document = JsonDocument.Parse(await site.DocumentAsync());

        var root = document.RootElement;
        root.GetProperty("schema").GetString().ShouldBe("schemaguard/overview/1");
        root.GetProperty("gate").GetProperty("state").GetString().ShouldBe("open");
        var guard = root.GetProperty("guards").EnumerateArray().ShouldHaveSingleItem();
        guard.GetProperty("state").GetString().ShouldBe("healthy");
        guard.GetProperty("activity").GetProperty("kind").GetString().ShouldBe("idle");
        guard.GetProperty("check").GetProperty("schema").GetString().ShouldBe("schemaguard/check/1");
        guard.GetProperty("status").GetProperty("schema").GetString().ShouldBe("schemaguard/status/1");
        guard.GetProperty("status").GetProperty("history")[0].GetProperty("name").GetString().ShouldBe("0001_first");
        guard.GetProperty("tables")[0].GetProperty("table").GetString().ShouldBe("first");
        guard.TryGetProperty("problem", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task One_guard_of_several_can_be_asked_for_and_one_that_does_not_exist_is_not_found()
    {
        await using var site = new StatusSite();
        site.AddSqlite();
        site.AddSqlite(name: "billing");
        await site.StartAsync();

        using (var one = JsonDocument.Parse(await site.DocumentAsync("/schema?guard=BILLING")))
        {
            one.RootElement.GetProperty("guards").EnumerateArray().Single().GetProperty("guard").GetString().ShouldBe("billing");
        }

        using (var all = JsonDocument.Parse(await site.DocumentAsync()))
        {
            all.RootElement.GetProperty("guards").GetArrayLength().ShouldBe(2);
        }

        using var page = await site.SendAsync("/schema?guard=nobody", "text/html");
        using var document = await site.SendAsync("/schema?guard=nobody", "application/json");
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        document.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void Mapping_without_a_guard_says_what_to_call()
    {
        var app = WebApplication.CreateSlimBuilder().Build();

        Should.Throw<InvalidOperationException>(() => app.MapSchemaGuardStatus()).Message.ShouldContain("AddSchemaGuard()");
    }

    [Fact]
    public void An_option_out_of_range_is_refused_when_the_page_is_mapped()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSchemaGuard().UseSqlite("Data Source=none.db");
        var app = builder.Build();

        Should
            .Throw<InvalidOperationException>(() => app.MapSchemaGuardStatus(configure: set => set.StatusReadTimeout = TimeSpan.Zero))
            .Message.ShouldContain("StatusReadTimeout");
        Should
            .Throw<InvalidOperationException>(() => app.MapSchemaGuardStatus(configure: set => set.HistoryRows = 0))
            .Message.ShouldContain("HistoryRows");
    }

    [Fact]
    public async Task Guards_that_cannot_be_made_are_a_verdict_too()
    {
        await using var site = new StatusSite();
        site.Services.AddSingleton<ISchemaGuards, UnmadeGuards>();
        site.Services.AddSingleton<ISchemaGate>(new FakeGuards());
        await site.StartAsync();

        (await site.PageAsync()).ShouldContain("The configuration is wrong, so nothing can be checked.");
        (await site.DocumentAsync()).ShouldContain("\"problem\"");
    }

    private static async Task<StatusSite> StartAsync()
    {
        var site = new StatusSite();
        site.AddSqlite();
        return await site.StartAsync();
    }
}
