using FsCheck;
using FsCheck.Fluent;
using SchemaGuard.Migrations;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Migrations;

public sealed class MigrationVersionTests
{
    /// <summary>Versions as people write them, with many that are equal or near: plain, dotted, dates and timestamps.</summary>
    private static readonly Arbitrary<MigrationVersion> Versions = Gen.OneOf(
            Gen.Elements(
                    "0",
                    "1",
                    "01",
                    "9",
                    "10",
                    "2025",
                    "20251111",
                    "20251112",
                    "202511111430",
                    "20251111143000",
                    "20251111143000001",
                    "99999999",
                    "9999999999999999999"
                )
                .Select(first => (string[])[first]),
            Gen.Elements("1", "2", "13", "20251111", "20251112")
                .SelectMany(first => Gen.Elements("0", "1", "2", "10").ListOf(2).Select(rest => (string[])[first, .. rest])),
            Gen.Choose(0, 30).Select(number => new[] { number.ToString(System.Globalization.CultureInfo.InvariantCulture) })
        )
        .Select(numbers => MigrationVersion.FromNumbers(numbers))
        .ToArbitrary();

    [Theory]
    [InlineData("9", "10")]
    [InlineData("9", "13.1")]
    [InlineData("13.1", "13.2")]
    [InlineData("13", "13.1")]
    [InlineData("1.2", "1.10")]
    [InlineData("1.2.3", "1.3")]
    [InlineData("999", "20251111")]
    [InlineData("20251110", "20251111")]
    [InlineData("20251111", "20251111143000")]
    [InlineData("20251111143000", "20251111143000001")]
    [InlineData("20251111143000999", "20251111143001")]
    [InlineData("202511111429", "20251111143000")]
    [InlineData("20251111143000", "20251112")]
    [InlineData("20251111", "20251111.1")]
    [InlineData("20251111.1", "20251111.2")]
    [InlineData("20251111.2", "20251112")]
    [InlineData("20251110", "20251111.1")]
    public void The_first_version_comes_before_the_second(string lower, string higher)
    {
        var (first, second) = (Version(lower), Version(higher));

        first.CompareTo(second).ShouldBeLessThan(0);
        second.CompareTo(first).ShouldBeGreaterThan(0);
        (first < second && first <= second && !(first > second) && !(first >= second) && first != second).ShouldBeTrue();
    }

    [Theory]
    [InlineData("1", "001")]
    [InlineData("1", "1.0")]
    [InlineData("1.2", "1.2.0.0")]
    [InlineData("1.02", "1.2")]
    [InlineData("0", "0.0")]
    [InlineData("020251111", "20251111")]
    [InlineData("202511111430", "20251111143000")]
    [InlineData("20251111143000", "20251111143000000")]
    public void The_two_versions_are_the_same(string left, string right)
    {
        var (first, second) = (Version(left), Version(right));

        (first == second && first.Equals((object)second) && first <= second && first >= second).ShouldBeTrue();
        first.GetHashCode().ShouldBe(second.GetHashCode());
        first.ToString().ShouldBe(second.ToString());
    }

    [Fact]
    public void Nothing_comes_before_every_version()
    {
        var version = Version("1");

        version.CompareTo(null).ShouldBeGreaterThan(0);
        (null < version && version > null && version != null && !version.Equals(null)).ShouldBeTrue();
        ((MigrationVersion?)null == null).ShouldBeTrue();
    }

    [Theory]
    [InlineData("20251111", true)]
    [InlineData("19700101", true)]
    [InlineData("21991231", true)]
    [InlineData("020251111", true)]
    [InlineData("20251111000000", false)]
    [InlineData("20251111.1", false)]
    [InlineData("22000101", false)]
    [InlineData("19691231", false)]
    [InlineData("2025", false)]
    public void Only_a_date_alone_is_a_day(string text, bool expected) => Version(text).IsDay.ShouldBe(expected);

    [Fact]
    public void Versions_are_in_a_total_order() =>
        Prop.ForAll(
                Versions,
                Versions,
                Versions,
                (a, b, c) =>
                {
                    var isAntisymmetric = Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a));
                    var isTransitive = !(a <= b && b <= c) || a <= c;
                    var isConsistent = a.Equals(b) == (a.CompareTo(b) == 0) && (!a.Equals(b) || a.GetHashCode() == b.GetHashCode());
                    return isAntisymmetric && isTransitive && isConsistent && a.CompareTo(a) == 0;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void The_canonical_form_reads_back_as_the_same_version() =>
        Prop.ForAll(
                Versions,
                version =>
                {
                    var text = version.ToString();
                    var read = MigrationVersion.FromCanonical(text);
                    return read == version && read.ToString() == text && read.IsDay == version.IsDay;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static MigrationVersion Version(string text) => MigrationVersion.FromNumbers(text.Split('.'));
}
