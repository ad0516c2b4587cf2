using SchemaGuard.MySql.Statements;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>Says that a type has one spelling, whoever wrote it.</summary>
public sealed class TypeTextTests
{
    [Theory]
    [InlineData("int", "int")]
    [InlineData("INTEGER", "int")]
    [InlineData("int(11)", "int")]
    [InlineData(" INT ( 11 )  UNSIGNED ", "int unsigned")]
    [InlineData("int signed", "int")]
    [InlineData("bigint unsigned", "bigint unsigned")]
    [InlineData("bigint(20) unsigned zerofill", "bigint(20) unsigned zerofill")]
    [InlineData("int zerofill", "int(10) unsigned zerofill")]
    [InlineData("int(4) zerofill", "int(4) unsigned zerofill")]
    [InlineData("bool", "tinyint(1)")]
    [InlineData("Boolean", "tinyint(1)")]
    [InlineData("tinyint(1)", "tinyint(1)")]
    [InlineData("tinyint(1) unsigned", "tinyint unsigned")]
    [InlineData("tinyint(4)", "tinyint")]
    [InlineData("varchar(255)", "varchar(255)")]
    [InlineData("character varying(255)", "varchar(255)")]
    [InlineData("char", "char(1)")]
    [InlineData("bit", "bit(1)")]
    [InlineData("double precision", "double")]
    [InlineData("double precision unsigned", "double unsigned")]
    [InlineData("real", "double")]
    [InlineData("float", "float")]
    [InlineData("float(7, 3)", "float(7,3)")]
    [InlineData("float(10)", "float")]
    [InlineData("float(53)", "double")]
    [InlineData("dec(10,2)", "decimal(10,2)")]
    [InlineData("numeric(10)", "decimal(10,0)")]
    [InlineData("decimal", "decimal(10,0)")]
    [InlineData("decimal(10, 2) unsigned", "decimal(10,2) unsigned")]
    [InlineData("timestamp(6)", "timestamp(6)")]
    [InlineData("datetime(0)", "datetime")]
    [InlineData("timestamp /* mariadb-5.3 */", "timestamp")]
    [InlineData("year(4)", "year")]
    [InlineData("json", "json")]
    [InlineData("point srid 4326", "point srid 4326")]
    [InlineData("geometrycollection", "geomcollection")]
    [InlineData("ENUM('a', 'B,)', 'it''s')", "enum('a','B,)','it''s')")]
    [InlineData("set('x','/* y */')", "set('x','/* y */')")]
    [InlineData(@"enum('a\'b')", "enum('a''b')")]
    public void A_type_has_one_spelling(string written, string spelling)
    {
        TypeText.Canonical(written).ShouldBe(spelling);
        TypeText.Canonical(spelling).ShouldBe(spelling);
    }
}
