using SchemaGuard.History;
using SchemaGuard.Providers.State;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Providers;

public sealed class VerificationStampTests
{
    [Theory]
    [InlineData("1:2;3:4", null)]
    [InlineData("1:2;3:4", "a:1:2")]
    [InlineData("", "")]
    public void A_token_is_read_with_the_witness_that_was_stored_beside_it(string token, string? witness)
    {
        var stamp = new VerificationStamp("expected", "chain", token) { Witness = witness };

        VerificationStamp.Read("expected", "chain", stamp.StoredToken).ShouldBe(stamp);
    }

    [Fact]
    public void A_stamp_holds_whatever_its_witness()
    {
        var stamp = new VerificationStamp("expected", "chain", "token") { Witness = "then" };
        var state = new DatabaseState("1")
        {
            Head = new HistoryHead(1, "chain"),
            DriftToken = "token",
            Witness = "now",
        };

        stamp.Holds("expected", state).ShouldBeTrue();
        stamp.Holds("other", state).ShouldBeFalse();
        stamp.Holds("expected", state with { DriftToken = "moved" }).ShouldBeFalse();
        stamp.Holds("expected", state with { Head = new HistoryHead(2, "longer") }).ShouldBeFalse();
    }
}
