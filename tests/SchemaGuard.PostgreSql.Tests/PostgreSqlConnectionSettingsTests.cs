using Npgsql;
using SchemaGuard.PostgreSql.Connecting;
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
            "postgresql://us%40er:p%3Aw%2F@db1:5433,db2:5433/app?sslmode=verify-full"
                + "&application_name=shop&target_session_attrs=read-write&connect_timeout=7&options=-c%20search_path%3Dapp"
        );

        (settings.Host, settings.Database).ShouldBe(("db1:5433,db2:5433", "app"));
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
    [InlineData("Host=db;Colour=secret-blue", "does not understand")]
    [InlineData("postgresql://db:port/app", "connection URL")]
    public void What_is_not_understood_is_said_without_the_text(string text, string sentence)
    {
        PostgreSqlConnectionSettings.Parse(text, out var problem).ShouldBeNull();

        problem.ShouldNotBeNull().ShouldContain(sentence);
        problem.ShouldNotContain("secret-blue");
    }

    [Theory]
    [InlineData("Host=db;Database=app;Foo=1", "a keyword is unknown")]
    [InlineData("Host=db;Port=abc", "keyword 'port'")]
    [InlineData("Host=db;Port=70000", "port is not a number")]
    [InlineData("Host=db:abc", "port is not a number")]
    [InlineData("Host=db1:abc,db2", "port is not a number")]
    [InlineData("Host=db;SslMode=Foo", "keyword 'sslmode'")]
    [InlineData("Host=db;Include Error Detail=maybe", "keyword 'include error detail'")]
    [InlineData("Host=db;Target Session Attributes=read-write", "one host")]
    [InlineData("postgresql://db/app?target_session_attrs=read-write", "one host")]
    [InlineData("Host=db;Multiplexing=true;Pooling=false", "Multiplexing=true and Pooling=false")]
    [InlineData("Host=db;Minimum Pool Size=9;Maximum Pool Size=3", "Minimum Pool Size=9")]
    public void Each_mistake_has_its_sentence_and_is_a_configuration_error(string text, string sentence)
    {
        PostgreSqlConnectionSettings.Parse(text, out var problem).ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain(sentence);

        var services = new ServiceCollection();
        services.AddSchemaGuard().UsePostgreSql(text).AddMigration("1_x", "select 1");
        using var container = services.BuildServiceProvider();
        Should
            .Throw<SchemaGuardConfigurationException>(() => container.GetRequiredService<ISchemaGuard>())
            .ExitCode.ShouldBe(ExitCodes.Configuration);
    }

    [Theory]
    [InlineData("Host=db;Password=a;geheim=1")]
    [InlineData("Host=db;Password=a;geheim")]
    [InlineData("Host=db Password=geheim;Database=app")]
    [InlineData("Host=db;Database=app Password=geheim")]
    [InlineData("Host=db;Username=app password=geheim;Database=x")]
    [InlineData("host=db password=geheim colour=blue")]
    [InlineData("host=db password='geheim")]
    [InlineData("host=db password=geheim service=app")]
    [InlineData("host='geheim/x' dbname=app")]
    [InlineData("postgresql://app:x@geheim@y:5432/app")]
    [InlineData("postgresql://app:p?geheim@db/app")]
    [InlineData("postgresql://app:p/geheim@db/app")]
    [InlineData("postgresql://db/app?geheim=1")]
    public void A_password_that_has_run_into_something_else_is_never_shown(string text)
    {
        var settings = PostgreSqlConnectionSettings.Parse(text, out var problem);

        problem?.ShouldNotContain("geheim");
        if (settings is not null)
        {
            PostgreSqlConnectionSettings.Target(settings).ShouldNotContain("geheim");
        }
    }

    [Fact]
    public void Nor_is_it_shown_of_a_data_source_that_the_application_has_made()
    {
        using var source = NpgsqlDataSource.Create("host=db port=5432 password=geheim");
        using var connections = PostgreSqlConnections.Create(source, migrating: null, "test", _ => { });

        connections.Target.ShouldNotContain("geheim");
    }

    [Fact]
    public void The_form_of_libpq_is_understood()
    {
        var settings = Parse(
            @"host=db port = 5433 dbname='my app' user=app password='it\'s; a \\ secret' sslmode=verify-full connect_timeout=7"
        );

        (settings.Host, settings.Port, settings.Database, settings.Username).ShouldBe(("db", 5433, "my app", "app"));
        (settings.Password, settings.SslMode, settings.Timeout).ShouldBe((@"it's; a \ secret", SslMode.VerifyFull, 7));
        Parse("dbname=app user=app").Host.ShouldBe("localhost");
        PostgreSqlConnectionSettings.Parse("host=db hostaddr=10.0.0.1", out var problem).ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain("'hostaddr'");
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
