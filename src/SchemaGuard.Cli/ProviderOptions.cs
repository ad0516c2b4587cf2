using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using SchemaGuard.Cli.Drivers;

namespace SchemaGuard.Cli;

/// <summary>The options that choose the database of a guard, and those that only some databases have.</summary>
/// <param name="driver">The loader of the driver for MySQL.</param>
internal sealed class ProviderOptions(MySqlDriver driver)
{
    private const string PostgreSql = "postgresql";
    private const string MySql = "mysql";
    private const string Sqlite = "sqlite";
    private const string LockModes = "session|lease|auto";

    private readonly Option<string> _provider = new Option<string>("--provider")
    {
        Description = "The database product; mysql also stands for MariaDB.",
        Required = true,
        HelpName = $"{PostgreSql}|{MySql}|{Sqlite}",
    }.AcceptOnlyFromAmong(PostgreSql, MySql, Sqlite);

    private readonly Option<string> _connection = new("--connection")
    {
        Description = "The connection string or URL, such as postgresql://app@db/app, mysql://app@db/app or sqlite:///app.db.",
        Required = true,
        HelpName = "STRING",
        Validators =
        {
            RefuseEmpty("--connection is empty. Write a connection string or URL, such as \"Data Source=app.db\" or sqlite:///app.db."),
        },
    };

    private readonly Option<string?> _driver = new("--driver")
    {
        Description =
            "MySQL: the ADO.NET driver, as the path of its assembly, or as a package in the NuGet cache, such as MySqlConnector or "
            + "MySqlConnector/2.5.0. The default is MySqlConnector, or else MySql.Data.",
        HelpName = "PATH-OR-PACKAGE",
        Validators = { RefuseEmpty("--driver is empty. Write MySqlConnector, MySqlConnector/2.5.0, or the path of MySqlConnector.dll.") },
    };

    private readonly Option<string?> _lock = new Option<string?>("--lock")
    {
        Description =
            "PostgreSQL and MySQL: the lock that lets only one process migrate at a time. auto takes a lease behind a pooler or on a Galera "
            + "cluster, and a session lock otherwise.",
        HelpName = LockModes,
    }.AcceptOnlyFromAmong(LockModes.Split('|'));

    private readonly Option<string?> _schema = new("--schema")
    {
        Description =
            "PostgreSQL: the schema of names that state none. It comes first in the search path, and only schemas in the search path are read.",
        HelpName = "NAME",
        Validators = { RefuseEmpty("--schema is empty. Write the name of a schema, such as tenant_a.") },
    };

    /// <summary>Gets the options.</summary>
    public IReadOnlyList<Option> All => [_provider, _connection, _schema, _driver, _lock];

    /// <summary>Sets the database of a guard.</summary>
    /// <exception cref="SchemaGuardConfigurationException">An option is for another database, or the driver was not found.</exception>
    public void Use(SchemaGuardBuilder guard, ParseResult arguments)
    {
        var connection = arguments.GetRequiredValue(_connection);
        var provider = arguments.GetRequiredValue(_provider);
        RefuseOptionsOfOthers(provider, arguments);
        switch (provider)
        {
            case PostgreSql:
                guard.UsePostgreSql(
                    connection,
                    options =>
                    {
                        options.Lock = Mode<PostgreSqlLockMode>(arguments, _lock) ?? options.Lock;
                        options.Schema = arguments.GetValue(_schema);
                    }
                );
                break;
            case MySql:
                guard.UseMySql(driver.Load(arguments.GetValue(_driver)), connection, options => Configure(options, arguments));
                break;
            default:
                guard.UseSqlite(connection);
                break;
        }
    }

    /// <summary>Sets the options that only MySQL has.</summary>
    public void Configure(MySqlGuardOptions options, ParseResult arguments) =>
        options.Lock = Mode<MySqlLockMode>(arguments, _lock) ?? options.Lock;

    private static Action<System.CommandLine.Parsing.OptionResult> RefuseEmpty(string problem) =>
        result =>
        {
            if (result.Tokens.All(token => string.IsNullOrWhiteSpace(token.Value)))
            {
                result.AddError(problem);
            }
        };

    private static T? Mode<T>(ParseResult arguments, Option<string?> option)
        where T : struct, Enum => arguments.GetValue(option) is { } mode ? Enum.Parse<T>(mode, ignoreCase: true) : null;

    private void RefuseOptionsOfOthers(string provider, ParseResult arguments)
    {
        var problems = new List<string>();
        if (provider == Sqlite && arguments.GetValue(_lock) is not null)
        {
            problems.Add("--lock is for PostgreSQL and MySQL. SQLite locks its file; leave the option out.");
        }

        if (provider != PostgreSql && arguments.GetValue(_schema) is not null)
        {
            problems.Add(
                provider == Sqlite
                    ? "--schema is for PostgreSQL. SQLite has no schemas; leave the option out."
                    : "--schema is for PostgreSQL. On MySQL and MariaDB a schema is a database: name it in the connection string."
            );
        }

        if (provider != MySql && arguments.GetValue(_driver) is not null)
        {
            problems.Add("--driver is for MySQL and MariaDB. Leave it out, or write --provider mysql.");
        }

        if (problems.Count > 0)
        {
            throw new SchemaGuardConfigurationException("default", problems);
        }
    }
}
