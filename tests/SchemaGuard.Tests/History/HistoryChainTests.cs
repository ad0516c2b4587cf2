using SchemaGuard.History;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.History;

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
        var row = new HistoryRow
        {
            Sequence = 1,
            Module = "m",
            Version = "1",
            Name = "n",
            Kind = "sql",
            Checksum = "c",
            TokenHash = "t",
        };
        string[] links =
        [
            HistoryChain.Next("", row),
            HistoryChain.Next("p", row),
            HistoryChain.Next("", row with { Sequence = 2 }),
            HistoryChain.Next("", row with { Module = "x" }),
            HistoryChain.Next("", row with { Version = "2" }),
            HistoryChain.Next("", row with { Name = "x" }),
            HistoryChain.Next("", row with { Kind = "code" }),
            HistoryChain.Next("", row with { Checksum = "x" }),
            HistoryChain.Next("", row with { TokenHash = "x" }),
            HistoryChain.Next("", row with { CompatibleFrom = "1" }),
        ];

        links.ShouldBeUnique(StringComparer.Ordinal);
        links.ShouldAllBe(link => link.Length == 64 && link.All(char.IsAsciiHexDigitLower));
    }

    [Fact]
    public void A_link_never_changes() =>
        // The histories of all databases rest on it.
        HistoryChain
            .Next("", Row(1))
            .ShouldBe(
                Convert.ToHexStringLower(
                    System.Security.Cryptography.SHA256.HashData("\n1\ndefault\n1\n001_a\nsql\nsha256:00\nsha256:11\n"u8)
                )
            );

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
        var row = Row(2) with { Chain = HistoryChain.Next("", Row(2)) };

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

    private static HistoryRow Row(long sequence) =>
        new()
        {
            Sequence = sequence,
            Module = "default",
            Version = "1",
            Name = "001_a",
            Kind = "sql",
            Checksum = "sha256:00",
            TokenHash = "sha256:11",
        };
}
