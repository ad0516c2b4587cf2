using System.Text.Json;
using Microsoft.Playwright;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Status.Browser;

/// <summary>
/// The status page as people see it: every state, light and dark, on a phone and on a desk. The pictures are kept in <c>artifacts/screenshots</c>.
/// </summary>
public sealed class StatusPageBrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string Pictures = Path.Combine(Programs.Repository, "artifacts", "screenshots");
    private static readonly (int Width, ColorScheme Scheme)[] Views =
    [
        (1440, ColorScheme.Light),
        (1440, ColorScheme.Dark),
        (360, ColorScheme.Light),
        (360, ColorScheme.Dark),
    ];

    public static TheoryData<string> States => [.. PageStates.Names];

    [Theory]
    [MemberData(nameof(States))]
    public async Task Every_state_fits_is_accessible_and_is_kept_as_a_picture(string state)
    {
        await using var site = await PageStates.StartAsync(state);
        Directory.CreateDirectory(Pictures);
        foreach (var (width, scheme) in Views)
        {
            var page = await chromium.OpenAsync(width, scheme);
            var refused = new List<string>();
            page.Console += (_, message) =>
            {
                if (message.Type == "error")
                {
                    refused.Add(message.Text);
                }
            };
            var response = await page.GotoAsync(new Uri(site.Address, "/schema?reload=off").ToString());

            response!.Status.ShouldBe(200);
            await page.ScreenshotAsync(
                new PageScreenshotOptions
                {
                    FullPage = true,
                    Path = Path.Combine(Pictures, $"{state}-{width}-{scheme}.png".ToLowerInvariant()),
                }
            );
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth")).ShouldBeLessThanOrEqualTo(
                0,
                $"{state} at {width} px must not scroll sideways."
            );
            (await ViolationsAsync(page)).ShouldBeEmpty($"{state}, {width} px, {scheme}");
            refused.ShouldBeEmpty("The browser must not have to refuse anything.");
            await page.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task It_reloads_by_itself_only_while_something_runs()
    {
        await using var migrating = await PageStates.StartAsync("migrating");
        await using var healthy = await PageStates.StartAsync("healthy");

        using var moving = await migrating.SendAsync("/schema", "text/html");
        using var still = await healthy.SendAsync("/schema", "text/html");

        moving.Headers.TryGetValues("Refresh", out _).ShouldBeTrue();
        still.Headers.TryGetValues("Refresh", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task It_says_the_same_without_script_and_hides_the_buttons_that_would_need_it()
    {
        await using var site = await PageStates.StartAsync("drifted");
        var page = await chromium.OpenAsync(1440, hasScript: false);
        await page.GotoAsync(new Uri(site.Address, "/schema").ToString());

        (await page.Locator("h1").InnerTextAsync()).ShouldContain("not as this build needs it");
        (await page.Locator("text=Table 'payments' is required and does not exist").First.IsVisibleAsync()).ShouldBeTrue();
        (await page.Locator("button:visible").CountAsync()).ShouldBe(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_keyboard_reaches_everything_and_the_focus_is_seen()
    {
        await using var site = await PageStates.StartAsync("ten-guards");
        var page = await chromium.OpenAsync(1440);
        await page.GotoAsync(new Uri(site.Address, "/schema?reload=off").ToString());

        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("() => document.activeElement.textContent")).ShouldBe("Skip to the verdict");
        await page.Keyboard.PressAsync("Tab");
        var outline = await page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle");
        outline.ShouldBe("solid");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_guards_are_the_way_from_one_to_the_other()
    {
        await using var site = await PageStates.StartAsync("ten-guards");
        var page = await chromium.OpenAsync(360);
        await page.GotoAsync(new Uri(site.Address, "/schema?reload=off").ToString());

        await page.Locator("nav a", new PageLocatorOptions { HasTextString = "billing" }).First.ClickAsync();

        (await page.Locator("text=Table 'payments' is required and does not exist").First.IsVisibleAsync()).ShouldBeTrue();
        await page.Context.CloseAsync();
    }

    /// <summary>The picture of the README, which shows what a server with statistics of its own tells.</summary>
    [Fact]
    public async Task A_drifted_database_of_PostgreSQL_is_the_picture_of_the_README()
    {
        await using var site = new StatusSite();
        new FakeGuards(PictureOfReadme.Guard()).In(site.Services);
        await site.StartAsync();
        var page = await chromium.OpenAsync(1280);
        await page.GotoAsync(new Uri(site.Address, "/schema").ToString());

        Directory.CreateDirectory(Pictures);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, "readme.png") });

        (await page.Locator("text=≈ 1").First.IsVisibleAsync()).ShouldBeTrue();
        (await ViolationsAsync(page)).ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    /// <summary>Returns the rules of axe that the page breaks, with where.</summary>
    private async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(chromium.Axe);
        var result = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary).join('; '))"
        );
        return [.. result.EnumerateArray().Select(line => line.GetString()!)];
    }
}
