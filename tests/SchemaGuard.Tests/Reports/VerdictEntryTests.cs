using SchemaGuard.Reports;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Reports;

public sealed class VerdictEntryTests
{
    [Fact]
    public void The_numbers_of_a_verdict_are_properties_and_its_text_is_for_people()
    {
        var report = new SchemaReport
        {
            Guard = "billing",
            Product = "SQLite",
            ServerVersion = "3.46.1",
            Target = "/x.db",
            Look = SchemaLook.Complete,
            AppliedCount = 7,
            RequiredTables = ["a", "b"],
            Duration = TimeSpan.FromMilliseconds(12),
        };

        var entry = new VerdictEntry("is ready", report);

        var properties = entry.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        (properties["Guard"], properties["Applied"], properties["RequiredTables"], properties["DurationMs"]).ShouldBe(
            ("billing", 7, 2, 12.0)
        );
        entry.ToString().ShouldBe("Schema guard 'billing' is ready: nothing to do. 7 migrations and 2 required tables checked in 12 ms.");
    }
}
