using System.Data.Common;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says how connection strings and URLs are understood.</summary>
public sealed class MySqlConnectionSettingsTests
{
    [Fact]
    public void A_url_has_users_passwords_hosts_and_parameters()
    {
        var settings = Parse("mysql://us%40er:p%3Aw%2F@db1:3307/app?ssl-mode=Required&Connection Timeout=7");

        var keywords = new DbConnectionStringBuilder { ConnectionString = settings.ConnectionString };
        (keywords["Server"], keywords["Port"], keywords["Database"]).ShouldBe(("db1", "3307", "app"));
        (keywords["User ID"], keywords["Password"]).ShouldBe(("us@er", "p:w/"));
        (keywords["SslMode"], keywords["Connection Timeout"]).ShouldBe(("Required", "7"));
        (settings.User, settings.Database).ShouldBe(("us@er", "app"));
    }

    [Theory]
    [InlineData("mariadb://db1:3307/app", "db1:3307/app")]
    [InlineData("mysql://db/app", "db:3306/app")]
    [InlineData("Host=db1,db2;Port=6000;Database=app", "db1,db2:6000/app")]
    [InlineData("Data Source=db;Initial Catalog=app;Uid=x;Pwd=secret", "db:3306/app")]
    [InlineData("Database=app", "localhost:3306/app")]
    public void People_see_hosts_and_database(string text, string target) => Parse(text).Target.ShouldBe(target);

    [Theory]
    [InlineData("postgres://db/app", "begins with 'postgres://'")]
    [InlineData("Server=db", "names no database")]
    [InlineData("mysql://db", "names no database")]
    [InlineData("mysql:///app", "names no host")]
    [InlineData("Server=db;secret-blue", "not understood")]
    public void What_is_not_understood_is_said_without_the_text(string text, string sentence)
    {
        MySqlConnectionSettings.Parse(text, out var problem).ShouldBeNull();

        problem.ShouldNotBeNull().ShouldContain(sentence);
        problem.ShouldNotContain("secret-blue");
    }

    [Fact]
    public void A_string_for_another_purpose_keeps_the_rest()
    {
        var settings = Parse("Server=db;Initial Catalog=app;User ID=x;Password=p");

        new DbConnectionStringBuilder { ConnectionString = settings.WithoutDatabase() }
            .ContainsKey("Initial Catalog")
            .ShouldBeFalse();
        settings.With(("Pooling", "false")).ShouldContain("pooling=false", Case.Insensitive);
    }

    private static MySqlConnectionSettings Parse(string text)
    {
        var settings = MySqlConnectionSettings.Parse(text, out var problem);
        problem.ShouldBeNull();
        return settings.ShouldNotBeNull();
    }
}
