using SchemaGuard.Migrations;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Migrations;

public sealed class MigrationNameParserTests
{
    [Theory]
    [InlineData("001_create_jobs.sql", "001_create_jobs", "1")]
    [InlineData("7.sql", "7", "7")]
    [InlineData("0_base.sql", "0_base", "0")]
    [InlineData("9_x.SQL", "9_x", "9")]
    [InlineData("010-add.sql", "010-add", "10")]
    [InlineData("3 add.sql", "3 add", "3")]
    [InlineData("4.add.sql", "4.add", "4")]
    [InlineData("1.2_x.sql", "1.2_x", "1.2")]
    [InlineData("1.02.30-x.sql", "1.02.30-x", "1.2.30")]
    [InlineData("1.0_x.sql", "1.0_x", "1")]
    [InlineData("1.2.sql", "1.2", "1.2")]
    [InlineData("20251111_add_x.sql", "20251111_add_x", "20251111")]
    [InlineData("20251111.sql", "20251111", "20251111")]
    [InlineData("2025-11-11_add_x.sql", "2025-11-11_add_x", "20251111")]
    [InlineData("2025-11-11.sql", "2025-11-11", "20251111")]
    [InlineData("20251111_143000_x.sql", "20251111_143000_x", "20251111143000000")]
    [InlineData("20251111_143000.sql", "20251111_143000", "20251111143000000")]
    [InlineData("20251111-143000_x.sql", "20251111-143000_x", "20251111143000000")]
    [InlineData("20251111T143000_x.sql", "20251111T143000_x", "20251111143000000")]
    [InlineData("2025-11-11_143000_x.sql", "2025-11-11_143000_x", "20251111143000000")]
    [InlineData("202511111430_x.sql", "202511111430_x", "20251111143000000")]
    [InlineData("20251111143000_x.sql", "20251111143000_x", "20251111143000000")]
    [InlineData("20251111143000123_x.sql", "20251111143000123_x", "20251111143000123")]
    [InlineData("V1.2__x.sql", "V1.2__x", "1.2")]
    [InlineData("V1_2__x.sql", "V1_2__x", "1.2")]
    [InlineData("v3__x.sql", "v3__x", "3")]
    [InlineData("V13.sql", "V13", "13")]
    [InlineData("V2025_11_11__x.sql", "V2025_11_11__x", "2025.11.11")]
    [InlineData("V20251111__x.sql", "V20251111__x", "20251111")]
    [InlineData("V1__a__b.sql", "V1__a__b", "1")]
    [InlineData("001_x.up.sql", "001_x", "1")]
    [InlineData("001_x.UP.sql", "001_x", "1")]
    [InlineData("9999999999999999999_x.sql", "9999999999999999999_x", "9999999999999999999")]
    public void A_versioned_name_gives_its_version(string file, string stem, string version)
    {
        var name = MigrationNameParser.ParseFile(file).ShouldNotBeNull();

        name.Stem.ShouldBe(stem);
        name.Version.ShouldNotBeNull().ToString().ShouldBe(version);
        name.IsUndo.ShouldBeFalse();
    }

    [Theory]
    [InlineData("20251111_1430_x.sql")]
    [InlineData("20251111_1430000_x.sql")]
    [InlineData("20251111_2_x.sql")]
    [InlineData("20251111_567890_ticket.sql")]
    [InlineData("20251111_126099.sql")]
    public void Digits_after_a_day_that_are_no_time_belong_to_the_name(string file)
    {
        var version = MigrationNameParser.ParseFile(file)!.Version.ShouldNotBeNull();

        version.IsDay.ShouldBeTrue();
        version.ToString().ShouldBe("20251111");
    }

    [Theory]
    [InlineData("20251332_x.sql")]
    [InlineData("20250001_x.sql")]
    [InlineData("20250100_x.sql")]
    [InlineData("12345678_x.sql")]
    public void Eight_digits_that_are_no_date_are_a_number(string file) =>
        MigrationNameParser.ParseFile(file)!.Version!.IsDay.ShouldBeFalse();

    [Theory]
    [InlineData("R__view_x.sql", "R__view_x")]
    [InlineData("r__view.up.sql", "r__view")]
    public void A_repeatable_name_has_no_version(string file, string stem) =>
        MigrationNameParser.ParseFile(file).ShouldBe(new MigrationName(stem, Version: null, IsUndo: false));

    [Theory]
    [InlineData("001_x.down.sql", "001_x", "1")]
    [InlineData("001_x.DOWN.sql", "001_x", "1")]
    [InlineData("U1.2__x.sql", "U1.2__x", "1.2")]
    [InlineData("u3__x.sql", "u3__x", "3")]
    public void An_undo_name_says_so(string file, string stem, string version)
    {
        var name = MigrationNameParser.ParseFile(file).ShouldNotBeNull();

        name.IsUndo.ShouldBeTrue();
        name.Stem.ShouldBe(stem);
        name.Version!.ToString().ShouldBe(version);
    }

    [Theory]
    [InlineData("create.sql")]
    [InlineData("create.down.sql")]
    [InlineData("create.up.sql")]
    [InlineData(".sql")]
    [InlineData("_001_x.sql")]
    [InlineData("001x.sql")]
    [InlineData("001,x.sql")]
    [InlineData("R__.sql")]
    [InlineData("R_x.sql")]
    [InlineData("V__x.sql")]
    [InlineData("Vx__y.sql")]
    [InlineData("V1.x__y.sql")]
    [InlineData("V1..2__x.sql")]
    [InlineData("V1_x.sql")]
    [InlineData("view_1.sql")]
    [InlineData("12345678901234567890_x.sql")]
    [InlineData("1.12345678901234567890_x.sql")]
    [InlineData("٣_arabic_digits.sql")]
    public void A_name_of_no_convention_is_not_guessed_at(string file) => MigrationNameParser.ParseFile(file).ShouldBeNull();

    [Theory]
    [InlineData("a.sql", true)]
    [InlineData("a.SQL", true)]
    [InlineData("a.sql.bak", false)]
    [InlineData("sql", false)]
    public void A_script_is_known_by_its_extension(string file, bool expected) => MigrationNameParser.IsScript(file).ShouldBe(expected);
}
