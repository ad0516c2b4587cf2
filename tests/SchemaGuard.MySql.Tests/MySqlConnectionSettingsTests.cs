using System.Data.Common;
using SchemaGuard.MySql.Connecting;
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
    [InlineData("Host=db1,db2;Port=6000;Database=app", "db1:6000,db2:6000/app")]
    [InlineData("Server=db1:3307, db2;Port=6000;Database=app", "db1:3307,db2:6000/app")]
    [InlineData("Host=(address=db1:3307, priority=90),(address=db2,priority=80);Database=app", "db1:3307,db2:3306/app")]
    [InlineData("Server=[fe80::1]:3307,fe80::2;Database=app", "fe80::1:3307,fe80::2:3306/app")]
    [InlineData("mysql://db1:3307,db2/app", "db1:3307,db2:3306/app")]
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

    [Theory]
    [InlineData("Server=db1:3307;Database=app")]
    [InlineData("Server=db1,db2:3307;Database=app")]
    [InlineData("Server=(address=db1);Database=app")]
    public void Ports_beside_hosts_are_refused_for_the_driver_that_takes_them_for_names(string text)
    {
        DriverTrial
            .FindProblem(MySqlConnector.MySqlConnectorFactory.Instance, Parse(text))
            .ShouldNotBeNull()
            .ShouldContain("Only MySql.Data understands");
    }

    [Theory]
    [InlineData("Server=db1:3307;Database=app", true)]
    [InlineData("Server=db1,db2:3307;Database=app", false)]
    [InlineData("Server=(address=db1);Database=app", false)]
    public void The_other_driver_takes_them_in_lists(string text, bool isRefused) =>
        (DriverTrial.FindProblem(global::MySql.Data.MySqlClient.MySqlClientFactory.Instance, Parse(text)) is not null).ShouldBe(isRefused);

    private static MySqlConnectionSettings Parse(string text)
    {
        var settings = MySqlConnectionSettings.Parse(text, out var problem);
        problem.ShouldBeNull();
        return settings.ShouldNotBeNull();
    }
}
