using SchemaGuard.History;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.History;

public sealed class HistoryEntryTests
{
    private static HistoryRow Row => new TestHistory().Applied("001_a", "select 1").Rows[0];

    [Fact]
    public void The_stored_time_is_one_in_utc_and_one_that_cannot_be_read_is_none()
    {
        (Row with { FinishedAt = "2026-01-31T23:59:59.999Z" })
            .ToEntry()
            .AppliedAt.ShouldBe(new DateTimeOffset(2026, 1, 31, 23, 59, 59, 999, TimeSpan.Zero));
        (Row with { FinishedAt = "yesterday" }).ToEntry().AppliedAt.ShouldBeNull();
    }

    [Theory]
    [InlineData("sql", HistoryEntryKind.Sql)]
    [InlineData("repeatable", HistoryEntryKind.Repeatable)]
    [InlineData("code", HistoryEntryKind.Code)]
    [InlineData("of a newer version", HistoryEntryKind.Unknown)]
    public void A_stored_kind_has_a_name_and_one_of_a_newer_version_is_unknown(string stored, HistoryEntryKind kind) =>
        (Row with { Kind = stored }).ToEntry().Kind.ShouldBe(kind);

    [Theory]
    [InlineData("default", "001_a")]
    [InlineData("billing", "billing/001_a")]
    public void A_pending_migration_is_shown_behind_its_module(string module, string shown) =>
        new PendingMigration(module, "001_a").ToString().ShouldBe(shown);
}
