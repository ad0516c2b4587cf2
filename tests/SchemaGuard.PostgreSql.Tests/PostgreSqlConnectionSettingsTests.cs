using Npgsql;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says how connection strings, URLs and variables are understood.</summary>
public sealed class PostgreSqlConnectionSettingsTests
{
    [Fact]
    public void A_url_has_users_passwords_hosts_and_parameters_as_libpq_names_them()
    {
        var settings = Parse(
            "postgresql://us%40er:p%3Aw%2F@db1:5433/app?sslmode=verify-full&application_name=shop&target_session_attrs=read-write&connect_timeout=7&options=-c%20search_path%3Dapp"
        );

        (settings.Host, settings.Port, settings.Database).ShouldBe(("db1", 5433, "app"));
        (settings.Username, settings.Password).ShouldBe(("us@er", "p:w/"));
        settings.SslMode.ShouldBe(SslMode.VerifyFull);
        (settings.ApplicationName, settings.Timeout, settings.Options).ShouldBe(("shop", 7, "-c search_path=app"));
        settings.TargetSessionAttributes.ShouldBe("read-write");
    }

    [Theory]
    [InlineData("postgres://db1:5433,db2:5434/app", "db1:5433,db2:5434/app")]
    [InlineData("postgresql://db/app", "db:5432/app")]
    [InlineData("Host=db1,db2:6000;Database=app", "db1:5432,db2:6000/app")]
    [InlineData("Host=/var/run/postgresql;Username=app", "/var/run/postgresql:5432/app")]
    public void People_see_hosts_and_database(string text, string target) =>
        PostgreSqlConnectionSettings.Target(Parse(text)).ShouldBe(target);

    [Theory]
    [InlineData("mysql://db/app", "begins with 'mysql://'")]
    [InlineData("Database=app", "names no host")]
    [InlineData("Host=db;Colour=secret-blue", "not understood")]
    [InlineData("postgresql://db:port/app", "not understood")]
    public void What_is_not_understood_is_said_without_the_text(string text, string sentence)
    {
        PostgreSqlConnectionSettings.Parse(text, out var problem).ShouldBeNull();

        problem.ShouldNotBeNull().ShouldContain(sentence);
        problem.ShouldNotContain("secret-blue");
    }

    [Fact]
    public void The_variables_of_libpq_compose_a_connection_string()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["PGHOST"] = "db",
            ["PGPORT"] = "5433",
            ["PGDATABASE"] = "app",
            ["PGSSLMODE"] = "verify-ca",
        };

        var text = PostgreSqlConnectionSettings.FromEnvironment(variables.GetValueOrDefault, out var problem);

        problem.ShouldBeNull();
        var settings = Parse(text.ShouldNotBeNull());
        (settings.Host, settings.Port, settings.Database, settings.SslMode).ShouldBe(("db", 5433, "app", SslMode.VerifyCA));
        PostgreSqlConnectionSettings.FromEnvironment(_ => null, out _).ShouldBeNull();
    }

    [Fact]
    public void A_variable_that_is_not_understood_is_named()
    {
        PostgreSqlConnectionSettings.FromEnvironment(name => name == "PGPORT" ? "abc" : null, out var problem).ShouldBeNull();

        problem.ShouldNotBeNull().ShouldStartWith("PGPORT");
    }

    private static NpgsqlConnectionStringBuilder Parse(string text)
    {
        var settings = PostgreSqlConnectionSettings.Parse(text, out var problem);
        problem.ShouldBeNull();
        return settings.ShouldNotBeNull();
    }
}
