using Microsoft.Playwright;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Status.Browser;

/// <summary>Debian's Chromium, started once for all tests, and the rules of axe. Where one is missing a test is skipped, and fails under CI.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";
    private static readonly string Servers = Environment.GetEnvironmentVariable("SCHEMAGUARD_SERVERS") is { Length: > 0 } folder
        ? folder
        : "/var/tmp/schemaguard-servers";
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Gets the source of axe.</summary>
    public string Axe { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var axe = Directory.Exists(Servers)
            ? Directory.EnumerateFiles(Servers, "axe.min.js", SearchOption.AllDirectories).FirstOrDefault()
            : null;
        if (!File.Exists(Program) || axe is null)
        {
            return;
        }

        Axe = await File.ReadAllTextAsync(axe);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu"] }
        );
    }

    /// <summary>Opens a page of its own.</summary>
    public async Task<IPage> OpenAsync(int width, ColorScheme scheme = ColorScheme.Light, bool hasScript = true)
    {
        if (_browser is null)
        {
            Assert.SkipWhen(
                Environment.GetEnvironmentVariable("CI") is null or "",
                "Chromium or axe-core is missing: tests/servers.sh installs both."
            );
            Assert.Fail("Chromium or axe-core is missing: tests/servers.sh installs both.");
        }

        var context = await _browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
                ColorScheme = scheme,
                JavaScriptEnabled = hasScript,
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
