using System.CommandLine;
using SchemaGuard.Cli.Drivers;
using SchemaGuard.Cli.Tests.Drivers;
using Shouldly;
using Xunit;

namespace SchemaGuard.Cli.Tests;

public sealed class ProviderOptionsTests
{
    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public void A_driver_is_refused_where_the_database_is_not_MySql(string provider)
    {
        ProblemsOf("--provider", provider, "--driver", "MySqlConnector")
            .ShouldBe(["--driver is for MySQL and MariaDB. Leave it out, or write --provider mysql."]);
    }

    [Fact]
    public void A_lock_is_refused_on_Sqlite()
    {
        ProblemsOf("--provider", "sqlite", "--lock", "lease")
            .ShouldBe(["--lock is for PostgreSQL and MySQL. SQLite locks its file; leave the option out."]);
    }

    [Fact]
    public void A_driver_that_is_not_there_is_a_wrong_configuration()
    {
        ProblemsOf("--provider", "mysql", "--driver", "MySqlConnector", "--lock", "session")
            .ShouldHaveSingleItem()
            .ShouldStartWith("--driver MySqlConnector needs the package in the NuGet cache");
        ProblemsOf("--provider", "mysql").ShouldHaveSingleItem().ShouldStartWith("--provider mysql needs an ADO.NET driver");
    }

    [Theory]
    [InlineData(new string[0], MySqlLockMode.Auto)]
    [InlineData(new[] { "--lock", "session" }, MySqlLockMode.Session)]
    [InlineData(new[] { "--lock", "lease" }, MySqlLockMode.Lease)]
    public void Lock_reaches_MySql(string[] more, MySqlLockMode expectedLock)
    {
        var provider = new ProviderOptions(new MySqlDriver(new NuGetCache("nowhere")));
        var options = new MySqlGuardOptions();

        provider.Configure(options, Parse(provider.All, ["--provider", "mysql", .. more]));

        options.Lock.ShouldBe(expectedLock);
    }

    [Theory]
    [InlineData("sqlite", null, ExistingObjectPolicy.Refuse)]
    [InlineData("sqlite", "verify", ExistingObjectPolicy.Verify)]
    [InlineData("postgresql", "verify", ExistingObjectPolicy.Verify)]
    [InlineData("mysql", "refuse", ExistingObjectPolicy.Refuse)]
    [InlineData("mysql", "verify", ExistingObjectPolicy.Verify)]
    public void On_existing_reaches_the_guard_of_every_database(string provider, string? value, ExistingObjectPolicy expected)
    {
        var source = new OptionGuardSource(new MySqlDriver(new NuGetCache("nowhere")));
        var options = new SchemaGuardOptions();
        string[] more = value is null ? [] : ["--on-existing", value];

        source.Configure(options, Parse(source.Options, ["--provider", provider, .. more]));

        options.OnExisting.ShouldBe(expected);
    }

    [Theory]
    [InlineData("--driver", "", "--driver is empty.")]
    [InlineData("--on-existing", "skip", "'skip'")]
    [InlineData("--lock", "table", "'table'")]
    public void A_value_that_is_not_known_is_an_error_of_usage(string option, string value, string expected)
    {
        var source = new OptionGuardSource(new MySqlDriver(new NuGetCache("nowhere")));

        Parse(source.Options, ["--provider", "mysql", option, value]).Errors.ShouldHaveSingleItem().Message.ShouldContain(expected);
    }

    private static IReadOnlyList<string> ProblemsOf(params string[] arguments)
    {
        using var cache = new FakeCache();
        var source = new OptionGuardSource(cache.Driver);
        var parsed = Parse(source.Options, [.. arguments, "--migrations", "migrations"]);
        parsed.Errors.ShouldBeEmpty();
        return Should.Throw<SchemaGuardConfigurationException>(() => source.Open(parsed)).Problems;
    }

    private static ParseResult Parse(IEnumerable<Option> options, string[] arguments)
    {
        var command = new Command("check");
        foreach (var option in options)
        {
            command.Add(option);
        }

        return command.Parse([.. arguments, "--connection", "Server=localhost"]);
    }
}
