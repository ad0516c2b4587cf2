using SchemaGuard.Execution;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Execution;

public sealed class HistoryChainTests
{
    private static readonly IReadOnlyList<HistoryRow> Rows = new TestHistory()
        .Applied("001_a", "select 1")
        .Applied("002_b", "select 2")
        .Applied("003_c", "select 3")
        .Rows;

    [Fact]
    public void A_link_is_a_hash_over_everything_that_identifies_a_row()
    {
        string[] links =
        [
            HistoryChain.Next("", 1, "m", "1", "n", "sql", "c"),
            HistoryChain.Next("p", 1, "m", "1", "n", "sql", "c"),
            HistoryChain.Next("", 2, "m", "1", "n", "sql", "c"),
            HistoryChain.Next("", 1, "x", "1", "n", "sql", "c"),
            HistoryChain.Next("", 1, "m", "2", "n", "sql", "c"),
            HistoryChain.Next("", 1, "m", "1", "x", "sql", "c"),
            HistoryChain.Next("", 1, "m", "1", "n", "code", "c"),
            HistoryChain.Next("", 1, "m", "1", "n", "sql", "x"),
        ];

        links.ShouldBeUnique(StringComparer.Ordinal);
        links.ShouldAllBe(link => link.Length == 64 && link.All(char.IsAsciiHexDigitLower));
    }

    [Fact]
    public void A_link_never_changes() =>
        // The histories of all databases rest on it.
        HistoryChain
            .Next("", 1, "default", "1", "001_a", "sql", "sha256:00")
            .ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("\n1\ndefault\n1\n001_a\nsql\nsha256:00"u8)));

    [Fact]
    public void A_sound_history_has_no_break()
    {
        HistoryChain.FindBreak(Rows).ShouldBeNull();
        HistoryChain.FindBreak([]).ShouldBeNull();
    }

    [Fact]
    public void A_removed_row_shows_at_the_row_after_it()
    {
        HistoryChain.FindBreak([Rows[0], Rows[2]]).ShouldBe(Rows[2]);
        HistoryChain.FindBreak([Rows[1], Rows[2]]).ShouldBe(Rows[1]);
    }

    [Fact]
    public void A_gap_in_the_numbers_shows_although_the_chain_was_made_again()
    {
        var row = new HistoryRow
        {
            Sequence = 2,
            Module = "default",
            Version = "1",
            Name = "001_a",
            Kind = "sql",
            Checksum = "c",
            Chain = HistoryChain.Next("", 2, "default", "1", "001_a", "sql", "c"),
        };

        HistoryChain.FindBreak([row]).ShouldBe(row);
    }

    [Fact]
    public void An_exchanged_row_shows() => HistoryChain.FindBreak([Rows[1], Rows[0], Rows[2]]).ShouldBe(Rows[1]);

    [Fact]
    public void An_edited_row_shows()
    {
        var edited = new HistoryRow
        {
            Sequence = 2,
            Module = Rows[1].Module,
            Version = Rows[1].Version,
            Name = Rows[1].Name,
            Kind = Rows[1].Kind,
            Checksum = Rows[0].Checksum,
            Chain = Rows[1].Chain,
        };

        HistoryChain.FindBreak([Rows[0], edited, Rows[2]]).ShouldBe(edited);
    }
}
