using SchemaGuard.Verification.Expectations;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Verification;

public sealed class InvariantValueTests
{
    public static TheoryData<object?, long, bool, string> Values =>
        new()
        {
            { 0L, 0, true, "0" },
            { 3, 3, true, "3" },
            { 4m, 3, false, "4" },
            { 3.0, 3, true, "3" },
            { 3.5, 3, false, "3.5" },
            { (byte)1, 1, true, "1" },
            { ulong.MaxValue, -1, false, "18446744073709551615" },
            { true, 1, true, "1" },
            { false, 1, false, "0" },
            // What no decimal can hold is still only another number.
            { 1e300, 3, false, "1E+300" },
            { double.NaN, 0, false, "NaN" },
            { double.PositiveInfinity, 0, false, "Infinity" },
            { null, 0, false, "no row" },
            { DBNull.Value, 0, false, "NULL" },
            // Data is not shown.
            { "3", 3, false, "no number" },
            { '3', 3, false, "no number" },
            { new byte[] { 3 }, 3, false, "no number" },
            { new DateTime(2025, 11, 11, 0, 0, 0, DateTimeKind.Utc), 3, false, "no number" },
            { Guid.Empty, 0, false, "no number" },
        };

    [Theory]
    [MemberData(nameof(Values))]
    public void Only_the_number_itself_is_as_expected(object? value, long expected, bool isExpected, string shown)
    {
        InvariantValue.Is(value, expected).ShouldBe(isExpected);
        InvariantValue.Show(value).ShouldBe(shown);
    }
}
