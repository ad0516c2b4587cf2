using Microsoft.Data.Sqlite;
using SchemaGuard.Specification.Infrastructure;
using SchemaGuard.Sqlite.Connecting;
using Shouldly;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

/// <summary>Says which connection strings are understood, and what is said about those that are not.</summary>
public sealed class SqliteConnectionTests
{
    [Fact]
    public async Task A_shared_database_in_memory_is_migrated_for_the_whole_application()
    {
        const string ConnectionString = "Data Source=shared-spec;Mode=Memory;Cache=Shared";
        using var folder = new MigrationFolder().AddLedger(2);
        await using var provider = CreateGuard(ConnectionString, folder);

        await provider.GetRequiredService<ISchemaGuard>().MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from ledger";

        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(2L);
        var again = await provider
            .GetRequiredService<ISchemaGuard>()
            .MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
        again.Applied.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Data Source=:memory:", "belongs to one connection")]
    [InlineData("Data Source=x;Mode=Memory", "belongs to one connection")]
    [InlineData("Mode=ReadOnly", "names no file")]
    [InlineData("Data Source=x;Colour=red", "Keyword 2 of the SQLite connection string is unknown to the driver")]
    [InlineData(
        "Data Source=x;Foreign Keys=maybe",
        "'Foreign Keys' of the SQLite connection string has a value that the driver does not accept"
    )]
    [InlineData("Data Source=x;Mode=Write", "Write one of: ReadWriteCreate, ReadWrite, ReadOnly, Memory")]
    [InlineData("Data Source=x;Mode=17", "'Mode'")]
    [InlineData("Data Source=x;Cache=9", "'Cache'")]
    [InlineData("Data Source=x;Pooling=perhaps", "'Pooling'")]
    [InlineData("Data Source=x;Recursive Triggers=2", "'Recursive Triggers'")]
    [InlineData("Data Source=x;Default Timeout=abc", "whole seconds")]
    [InlineData("Data Source=x;Default Timeout=-5", "whole seconds")]
    [InlineData("Data Source=x;Default Timeout=99999999999", "whole seconds")]
    [InlineData("Data Source=x;Password='a", "is not understood")]
    [InlineData("=x", "is not understood")]
    [InlineData("Data Source=app.db Password=secret", "contains 'Password='")]
    [InlineData("Data Source=app.db,Mode=ReadOnly", "contains 'Mode='")]
    [InlineData("sqlite:///x.db?colour=red", "Keyword 2")]
    [InlineData("sqlite:///x.db?Foreign Keys=maybe", "'Foreign Keys'")]
    [InlineData("sqlite://user:secret@x.db", "SQLite has no users")]
    [InlineData("sqlite://data/me@home/app.db", "SQLite has no users")]
    [InlineData("postgresql://localhost/x", "begins with 'postgresql://'")]
    [InlineData("nameless", "an entry in section ConnectionStrings, which does not exist")]
    [InlineData("Data Source=file:memx?mode=memory&cache=shared", "'file:' URI")]
    public void A_connection_string_that_cannot_be_used_is_refused_with_what_to_write(string connectionString, string expected)
    {
        using var folder = new MigrationFolder();
        using var provider = CreateGuard(connectionString, folder);

        var exception = Should.Throw<SchemaGuardConfigurationException>(() => provider.GetRequiredService<ISchemaGuard>());

        exception.ExitCode.ShouldBe(ExitCodes.Configuration);
        exception.Message.ShouldContain(expected, Case.Insensitive);
    }

    [Fact]
    public void No_sentence_shows_a_password_however_the_connection_string_is_written()
    {
        const string Alphabet = "kQ7/?;@:=&%#, '\"\\é";
        var random = new Random(12);
        for (var i = 0; i < 2000; i++)
        {
            var password = $"zq{string.Concat(random.GetItems(Alphabet.ToCharArray(), random.Next(1, 9)))}zq";
            foreach (
                var text in new[]
                {
                    $"Data Source=/no/where/x.db;Password={password}",
                    $"Password={password};Data Source=/no/where/x.db;Foreign Keys=maybe",
                    $"sqlite:///no/where.db?Password={password}",
                    $"sqlite://u:{password}@x.db",
                    $"Data Source=/no/where/x.db password={password}",
                }
            )
            {
                var settings = SqliteConnectionSettings.Parse(text, out var problem);

                (settings?.Target ?? problem).ShouldNotBeNull().ShouldNotContain("zq", Case.Insensitive, text);
            }
        }
    }

    [Fact]
    public async Task A_password_without_a_library_that_encrypts_is_refused_for_good()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1);
        await using var provider = CreateGuard($"Data Source={database.File};Password=s3cret", folder);

        var exception = await Should.ThrowAsync<DatabaseUnreachableException>(() =>
            provider.GetRequiredService<ISchemaGuard>().MigrateAsync(cancellationToken: TestContext.Current.CancellationToken)
        );

        exception.DatabaseText.ShouldContain("cannot encrypt");
        exception.ToString().ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task A_url_names_the_same_file_as_a_connection_string()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1);
        await using var provider = CreateGuard($"sqlite:///{database.File}", folder);

        var report = await provider
            .GetRequiredService<ISchemaGuard>()
            .MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

        report.Target.ShouldBe(database.File);
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(1);
    }

    [Theory]
    [InlineData("sqlite_history", null, "does not begin with 'sqlite_'")]
    [InlineData("history", "foo", "SQLite has no schemas")]
    public void History_names_that_SQLite_cannot_have_are_refused_as_configuration(string table, string? schema, string expected)
    {
        var services = new ServiceCollection();
        services
            .AddSchemaGuard(options =>
            {
                options.HistoryTable = table;
                options.HistorySchema = schema;
            })
            .UseSqlite("Data Source=x.db");
        using var provider = services.BuildServiceProvider();

        Should.Throw<SchemaGuardConfigurationException>(() => provider.GetRequiredService<ISchemaGuard>()).Message.ShouldContain(expected);
    }

    [Fact]
    public void A_guard_without_a_connection_string_says_where_to_write_one()
    {
        var services = new ServiceCollection();
        services.AddSchemaGuard().UseSqlite();
        using var provider = services.BuildServiceProvider();

        var exception = Should.Throw<SchemaGuardConfigurationException>(() => provider.GetRequiredService<ISchemaGuard>());

        exception.Problems.Single().ShouldContain("SchemaGuard:ConnectionString");
    }

    [Fact]
    public async Task The_data_source_in_the_container_is_used_where_no_connection_string_is_given()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1);
        var services = new ServiceCollection();
        services.AddSingleton(SqliteFactory.Instance.CreateDataSource(database.ConnectionString));
        services.AddSchemaGuard().UseSqlite().AddMigrations(folder.Path);
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<ISchemaGuard>().MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(1);
    }

    [Fact]
    public async Task A_password_in_a_connection_string_is_never_shown()
    {
        using var folder = new MigrationFolder().AddLedger(1);
        await using var process = TestProcess.StartCli([
            "migrate",
            "--provider",
            "sqlite",
            "--connection",
            "Data Source=/no/such/folder/x.db;Password=s3cret",
            "--migrations",
            folder.Path,
            "--timeout",
            "0",
        ]);

        (await process.ExitAsync()).ShouldBe(ExitCodes.Configuration);
        (process.Output + process.Error).ShouldNotContain("s3cret");
    }

    private static ServiceProvider CreateGuard(string connectionString, MigrationFolder folder)
    {
        var services = new ServiceCollection();
        services.AddSchemaGuard().UseSqlite(connectionString).AddMigrations(folder.Path);
        return services.BuildServiceProvider();
    }
}
