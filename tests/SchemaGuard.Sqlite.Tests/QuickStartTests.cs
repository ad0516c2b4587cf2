using Microsoft.Data.Sqlite;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>Says what the QuickStart sample shows: the first start, the second, and the three ways of breaking it that its README describes.</summary>
public sealed class QuickStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("schemaguard-quickstart-").FullName;

    public QuickStartTests()
    {
        var source = Path.Combine(Programs.Repository, "samples", "QuickStart");
        Directory.CreateDirectory(Path.Combine(_folder, "migrations"));
        File.Copy(Path.Combine(source, "appsettings.json"), Path.Combine(_folder, "appsettings.json"));
        foreach (var script in Directory.EnumerateFiles(Path.Combine(source, "migrations")))
        {
            File.Copy(script, Path.Combine(_folder, "migrations", Path.GetFileName(script)));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_first_start_reports_what_it_did_and_the_second_that_there_is_nothing_to_do()
    {
        var (first, posts, health) = await StartAndStopAsync();
        var (second, _, _) = await StartAndStopAsync();

        first.ShouldContain("is ready: 3 migrations applied in");
        first.ShouldContain("Migrations  3 of 3 applied");
        first.ShouldContain("✓ 001_create_authors  2 statements");
        first.ShouldContain("✓ authors");
        first.ShouldContain("✓ every post has an author");
        second.ShouldContain("is ready: nothing to do. 3 migrations, 2 required tables and 1 invariant checked in");
        second.ShouldNotContain("001_create_authors");
        posts.ShouldBe("""["Ada: Notes on the engine","Grace: The first bug"]""");
        health.ShouldBe("Healthy");
    }

    [Fact]
    public async Task A_dropped_table_is_refused()
    {
        await StartAndStopAsync();
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "quickstart.db")};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "drop table posts";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var error = await RefusedAsync();

        error.ShouldContain("SG2001  Table 'posts' is required and does not exist.");
    }

    [Fact]
    public async Task An_edited_script_is_refused()
    {
        await StartAndStopAsync();
        await File.AppendAllTextAsync(
            Path.Combine(_folder, "migrations", "002_create_posts.sql"),
            "ALTER TABLE posts ADD COLUMN body TEXT;\n",
            TestContext.Current.CancellationToken
        );

        var error = await RefusedAsync();

        error.ShouldContain("SG1002  Migration '002_create_posts' changed after it was applied on ");
    }

    [Fact]
    public async Task A_removed_script_is_refused()
    {
        await StartAndStopAsync();
        File.Delete(Path.Combine(_folder, "migrations", "002_create_posts.sql"));

        var error = await RefusedAsync();

        error.ShouldContain("SG1004  Migration '002_create_posts' was applied on ");
        error.ShouldContain("but this build does not have it");
    }

    private TestProcess Start() =>
        TestProcess.Start(Programs.QuickStart, ["--folder", _folder], [("ASPNETCORE_URLS", "http://127.0.0.1:0")]);

    private async Task<(string Output, string Posts, string Health)> StartAndStopAsync()
    {
        await using var app = Start();
        await app.WaitForAsync("Application started");
        var url =
            app.Output.Split("Now listening on: ").ElementAtOrDefault(1)?.Split('\n')[0]
            ?? throw new InvalidOperationException(app.Output + app.Error);
        new Uri(url).Port.ShouldNotBe(5080, "ASPNETCORE_URLS asks for any port that is free.");
        using var client = new HttpClient();
        var posts = await client.GetStringAsync(new Uri(url), TestContext.Current.CancellationToken);
        var health = await client.GetStringAsync(new Uri(url + "/health/ready"), TestContext.Current.CancellationToken);
        await app.TerminateAsync();
        (await app.ExitAsync()).ShouldBe(0, app.Error);
        return (app.Output, posts, health);
    }

    private async Task<string> RefusedAsync()
    {
        await using var app = Start();
        (await app.ExitAsync()).ShouldBe(ExitCodes.Unhealthy, app.Output + app.Error);
        app.Error.ShouldContain("SchemaGuard refused to start this app.");
        app.Error.ShouldContain("Exit code 1");
        return app.Error;
    }
}
