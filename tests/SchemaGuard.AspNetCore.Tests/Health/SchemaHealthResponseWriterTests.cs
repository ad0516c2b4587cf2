using System.Text.Json;
using HealthChecks.UI.Client;
using HealthChecks.UI.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Health;

public sealed class SchemaHealthResponseWriterTests
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly HealthReport Report = new(
        new Dictionary<string, HealthReportEntry>(StringComparer.Ordinal)
        {
            ["schema"] = new(
                HealthStatus.Degraded,
                "The schema works, with warnings.",
                TimeSpan.FromMilliseconds(1.25),
                exception: null,
                new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["state"] = "Degraded",
                    ["head"] = 12L,
                    ["pending"] = 0,
                    ["findings"] = new Dictionary<string, int>(StringComparer.Ordinal) { ["SG1005"] = 2 },
                    ["details"] = new[] { "a", "<b>&'é" },
                    ["durationMs"] = 12.3,
                    ["flag"] = true,
                    ["at"] = new DateTime(2026, 11, 30, 12, 0, 0, DateTimeKind.Utc),
                },
                ["ready"]
            ),
            ["cache"] = new(HealthStatus.Unhealthy, "It is cold.", TimeSpan.Zero, new InvalidOperationException("p4ssw0rd"), data: null),
            ["queue"] = new(
                HealthStatus.Unhealthy,
                "p4ssw0rd",
                TimeSpan.Zero,
                new InvalidOperationException("p4ssw0rd"),
                data: null,
                ["a", "b"]
            ),
            ["empty"] = new(HealthStatus.Healthy, description: null, TimeSpan.Zero, exception: null, data: null),
        },
        TimeSpan.FromMilliseconds(3)
    );

    [Fact]
    public async Task The_document_is_the_one_that_the_client_of_the_UI_writes()
    {
        var theirs = Normal(await WrittenAsync(UIResponseWriter.WriteHealthCheckUIResponseNoExceptionDetails));
        var ours = Normal(await WrittenAsync(SchemaHealthResponseWriter.WriteAsync));

        // The message of an exception, which the health check service makes the description, is where they differ.
        ours.ShouldBe(theirs.Replace("\"description\":\"p4ssw0rd\"", "\"description\":\"Exception Occurred.\"", StringComparison.Ordinal));
        ours.ShouldNotContain("p4ssw0rd");
    }

    [Fact]
    public async Task The_UI_can_read_it()
    {
        var text = await WrittenAsync(SchemaHealthResponseWriter.WriteAsync);

        var read = JsonSerializer.Deserialize<UIHealthReport>(text, Reading)!;

        read.Status.ShouldBe(UIHealthStatus.Unhealthy);
        read.TotalDuration.ShouldBe(TimeSpan.FromMilliseconds(3));
        read.Entries["schema"].Status.ShouldBe(UIHealthStatus.Degraded);
        read.Entries["schema"].Duration.ShouldBe(TimeSpan.FromMilliseconds(1.25));
        read.Entries["schema"].Tags.ShouldBe(["ready"]);
    }

    [Fact]
    public async Task The_schemas_entry_has_its_state_head_pending_findings_and_age()
    {
        await using var site = await Site.Build(
                services => services.AddHealthChecks().AddSchemaGuard(),
                guard => guard.AddMigration("0001_posts", "create table posts (id integer primary key);"),
                app => app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = SchemaHealthResponseWriter.WriteAsync })
            )
            .StartAsync();

        var (status, body) = await site.AskAsync("/health");

        status.ShouldBe(200);
        var data = JsonDocument.Parse(body).RootElement.GetProperty("entries").GetProperty("schema").GetProperty("data");
        data.GetProperty("state").GetString().ShouldBe("Healthy");
        data.GetProperty("head").GetInt64().ShouldBe(1);
        data.GetProperty("pending").GetInt32().ShouldBe(0);
        data.GetProperty("findings").EnumerateObject().ShouldBeEmpty();
        data.GetProperty("ageSeconds").GetDouble().ShouldBeInRange(0, 60);
    }

    private static async Task<string> WrittenAsync(Func<HttpContext, HealthReport, Task> write)
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        await write(context, Report);
        context.Response.ContentType.ShouldStartWith("application/json");
        return System.Text.Encoding.UTF8.GetString(body.ToArray());
    }

    private static string Normal(string json) =>
        JsonSerializer.Serialize(JsonSerializer.Deserialize<SortedDictionary<string, JsonElement>>(json), Relaxed);
}
