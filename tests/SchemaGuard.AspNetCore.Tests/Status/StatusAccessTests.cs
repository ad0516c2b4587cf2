using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Status;

public sealed class StatusAccessTests
{
    public enum Protection
    {
        None,
        RequireAuthorization,
        PolicyObject,
        FallbackPolicy,
        AllowAnonymous,
        FallbackAndAllowAnonymous,
        HostOnly,
        OptIn,
        PolicyWithoutMiddleware,
    }

    [Theory]
    [InlineData("Production", Protection.None, false, HttpStatusCode.NotFound)]
    [InlineData("Production", Protection.None, true, HttpStatusCode.NotFound)]
    [InlineData("Staging", Protection.None, true, HttpStatusCode.NotFound)]
    [InlineData("Production", Protection.RequireAuthorization, false, HttpStatusCode.Unauthorized)]
    [InlineData("Production", Protection.RequireAuthorization, true, HttpStatusCode.OK)]
    [InlineData("Production", Protection.PolicyObject, false, HttpStatusCode.Unauthorized)]
    [InlineData("Production", Protection.PolicyObject, true, HttpStatusCode.Forbidden)]
    [InlineData("Production", Protection.FallbackPolicy, false, HttpStatusCode.Unauthorized)]
    [InlineData("Production", Protection.FallbackPolicy, true, HttpStatusCode.OK)]
    [InlineData("Production", Protection.AllowAnonymous, false, HttpStatusCode.NotFound)]
    [InlineData("Production", Protection.AllowAnonymous, true, HttpStatusCode.NotFound)]
    [InlineData("Production", Protection.FallbackAndAllowAnonymous, true, HttpStatusCode.NotFound)]
    [InlineData("Production", Protection.HostOnly, true, HttpStatusCode.NotFound)]
    [InlineData("Production", Protection.OptIn, false, HttpStatusCode.OK)]
    [InlineData("Development", Protection.None, false, HttpStatusCode.OK)]
    [InlineData("Development", Protection.AllowAnonymous, false, HttpStatusCode.OK)]
    [InlineData("Development", Protection.RequireAuthorization, false, HttpStatusCode.Unauthorized)]
    [InlineData("Development", Protection.RequireAuthorization, true, HttpStatusCode.OK)]
    public async Task The_page_is_served_only_where_something_protects_it(
        string environment,
        Protection protection,
        bool isKnown,
        HttpStatusCode expected
    )
    {
        await using var site = await StartAsync(environment, protection);

        foreach (var accept in new[] { "text/html", "application/json" })
        {
            using var response = await AskAsync(site, isKnown, accept);

            response.StatusCode.ShouldBe(expected);
            if (expected != HttpStatusCode.OK)
            {
                (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
                response.Headers.Contains("Content-Security-Policy").ShouldBeFalse();
            }
        }
    }

    [Fact]
    public async Task A_policy_that_no_middleware_enforces_opens_nothing()
    {
        await using var site = await StartAsync("Production", Protection.PolicyWithoutMiddleware);

        using var response = await AskAsync(site, isKnown: true, "text/html");

        response.IsSuccessStatusCode.ShouldBeFalse();
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("schema", Case.Insensitive);
    }

    private static async Task<HttpResponseMessage> AskAsync(StatusSite site, bool isKnown, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/schema");
        request.Headers.Add("Accept", accept);
        if (isKnown)
        {
            request.Headers.Add("X-User", "operator");
        }

        return await site.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<StatusSite> StartAsync(string environment, Protection protection)
    {
        var site = new StatusSite(environment);
        site.AddSqlite();
        site.Services.AddAuthentication("Header")
            .AddScheme<AuthenticationSchemeOptions, HeaderAuthentication>("Header", configureOptions: null);
        site.Services.AddAuthorization(options =>
        {
            if (protection is Protection.FallbackPolicy or Protection.FallbackAndAllowAnonymous)
            {
                options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
            }
        });
        return await site.StartAsync(
            app =>
            {
                app.UseRouting();
                app.UseAuthentication();
                if (protection != Protection.PolicyWithoutMiddleware)
                {
                    app.UseAuthorization();
                }

                // Without this, the builder adds the middleware by itself where authorization is registered.
                app.UseEndpoints(_ => { });
            },
            options => options.AllowAnonymousAccess = protection == Protection.OptIn,
            endpoint => Protect(endpoint, protection)
        );
    }

    private static void Protect(IEndpointConventionBuilder endpoint, Protection protection)
    {
        switch (protection)
        {
            case Protection.RequireAuthorization or Protection.PolicyWithoutMiddleware:
                endpoint.RequireAuthorization();
                break;
            case Protection.PolicyObject:
                endpoint.RequireAuthorization(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireRole("admin").Build());
                break;
            case Protection.AllowAnonymous or Protection.FallbackAndAllowAnonymous:
                endpoint.RequireAuthorization().AllowAnonymous();
                break;
            case Protection.HostOnly:
                endpoint.RequireHost("127.0.0.1:*");
                break;
            default:
                break;
        }
    }
}
