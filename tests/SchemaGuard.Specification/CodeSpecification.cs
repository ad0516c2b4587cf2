using System.Text.RegularExpressions;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>The specification of migrations in code that run without a transaction, for every database.</summary>
public abstract partial class CodeSpecification : ProviderSpecification
{
    private const string Tables = "create table fills (part integer not null); create table gate (id integer);";
    private const string InDoubt =
        "an earlier run was interrupted during its code, which runs without a transaction, and nothing shows how far it got";
    private readonly List<int> _runs = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Code_without_a_transaction_commits_by_itself_between_a_record_that_it_begins_and_one_that_it_has_ended()
    {
        await using var database = await CreateDatabaseAsync();
        var within = (Fills: 0L, Begun: 0L);

        var report = await MigrateAsync(
            database,
            new CodeMigrationOptions { IsTransactional = false },
            async context =>
            {
                context.Transaction.ShouldBeNull();
                await InsertAsync(context, 1);
                within = (
                    await CountAsync(database),
                    await database.NumberAsync("select count(*) from schemaguard_history where state = 'partial' and intent = 1")
                );
                await InsertAsync(context, 2);
            }
        );
        var again = await MigrateAsync(
            database,
            new CodeMigrationOptions { IsTransactional = false },
            _ => throw new InvalidOperationException()
        );

        within.ShouldBe((1, 1));
        report.State.ShouldBe(SchemaState.Healthy);
        report.Applied.Select(migration => (migration.Name, migration.Kind)).ShouldContain(("2_fill", MigrationKind.Code));
        again.Applied.ShouldBeEmpty();
        again.CatalogRead.ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Code_without_a_transaction_that_fails_is_in_doubt_until_somebody_has_decided(bool isDone)
    {
        await using var database = await CreateDatabaseAsync();
        var options = new CodeMigrationOptions { IsTransactional = false };

        var first = await FailsAsync(database, options, FailAfterOneAsync);
        var second = await FailsAsync(database, options, FailAfterOneAsync);

        first.Message.ShouldContain("the code says no; its code runs without a transaction, so a part of it may have been done and stays.");
        first.Message.ShouldNotContain("None of it was applied");
        first.Failure.IsStateUnknown.ShouldBeTrue();
        second.Message.ShouldContain(InDoubt);
        second.Message.ShouldNotContain("None of it was applied");
        _runs.Count.ShouldBe(1);
        var commands = Repair().Matches(second.Failure.Remedy).Select(match => match.Value).ToList();
        Repair().Matches(first.Failure.Remedy).Select(match => match.Value).ShouldBe(commands);
        await database.ExecuteAsync(commands[isDone ? 0 : 1]);
        (await MigrateAsync(database, options, context => InsertAsync(context, 2))).State.ShouldBe(SchemaState.Healthy);
        (await CountAsync(database)).ShouldBe(isDone ? 1 : 2);
        (await MigrateAsync(database, options, FailAfterOneAsync)).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task Code_that_says_that_it_is_idempotent_runs_again_at_the_next_start()
    {
        await using var database = await CreateDatabaseAsync();
        var options = new CodeMigrationOptions { IsTransactional = false, IsIdempotent = true };

        var failure = (await FailsAsync(database, options, FailAfterOneAsync)).Failure;
        var report = await MigrateAsync(database, options, context => InsertAsync(context, 2));

        failure.Remedy.ShouldContain("The next start runs its code again from the beginning");
        failure.IsStateUnknown.ShouldBeTrue();
        report.State.ShouldBe(SchemaState.Healthy);
        (await CountAsync(database)).ShouldBe(2);
    }

    [Fact]
    public async Task Code_that_was_begun_without_a_transaction_may_be_corrected_to_run_in_one()
    {
        await using var database = await CreateDatabaseAsync();
        var failure = (await FailsAsync(database, new CodeMigrationOptions { IsTransactional = false }, FailAfterOneAsync)).Failure;
        await database.ExecuteAsync("delete from fills");
        await database.ExecuteAsync(Repair().Matches(failure.Remedy)[1].Value);

        await FailsAsync(
            database,
            new CodeMigrationOptions(),
            async context =>
            {
                context.Transaction.ShouldNotBeNull();
                await FailAfterOneAsync(context);
            }
        );
        (await CountAsync(database)).ShouldBe(0);
        var report = await MigrateAsync(database, new CodeMigrationOptions(), context => InsertAsync(context, 2));

        report.State.ShouldBe(SchemaState.Healthy);
        (await CountAsync(database)).ShouldBe(1);
    }

    [Fact]
    public async Task A_transaction_that_code_has_left_open_is_rolled_back_and_told()
    {
        await using var database = await CreateDatabaseAsync();

        var exception = await FailsAsync(
            database,
            new CodeMigrationOptions { IsTransactional = false },
            async context =>
            {
                await ExecuteAsync(context, "begin");
                await InsertAsync(context, 1);
            }
        );

        exception.Failure.DatabaseText.ShouldContain("its code left a transaction open, which is rolled back");
        (await CountAsync(database)).ShouldBe(0);
        (await database.NumberAsync("select count(*) from schemaguard_history where intent = 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Code_whose_connection_was_gone_when_it_had_ended_is_recorded_on_another_and_not_run_again()
    {
        await using var database = await CreateDatabaseAsync();

        var report = await MigrateAsync(
            database,
            new CodeMigrationOptions { IsTransactional = false },
            async context =>
            {
                await InsertAsync(context, 1);
                await context.Connection.CloseAsync();
            }
        );

        report.State.ShouldBe(SchemaState.Healthy);
        (await CountAsync(database)).ShouldBe(1);
        (await database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")).ShouldBe(2);
    }

    [Fact]
    public async Task A_script_cannot_take_over_what_code_has_begun()
    {
        await using var database = await CreateDatabaseAsync();
        await FailsAsync(database, new CodeMigrationOptions { IsTransactional = false }, FailAfterOneAsync);

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(
                database,
                guard => guard.AddMigration("1_tables", Tables).AddMigration("2_fill", "insert into fills (part) values (7)")
            )
        );

        exception.Message.ShouldContain("'2_fill' was started as code and not finished, but is a script in this build");
        (await CountAsync(database)).ShouldBe(1);
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public async Task Code_whose_process_ends_in_the_middle_is_in_doubt_until_somebody_has_decided(string signal)
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_tables.sql", Tables);
        await EndInTheMiddleAsync(database, folder, signal);
        await database.ExecuteAsync("insert into gate (id) values (1)");

        await using var second = StartApp(database, folder);
        (await second.ExitAsync()).ShouldBe(ExitCodes.MigrationFailed, second.Output + second.Error);
        await using var status = TestProcess.Start(Programs.TestApp, ["schemaguard", "status"], Settings(database, folder));
        await status.ExitAsync();

        second.ErrorText.ShouldContain(InDoubt);
        status.Output.ShouldContain("whether its code has run to the end is unknown");
        (await CountAsync(database)).ShouldBe(1);
        await database.ExecuteAsync(Repair().Matches(second.ErrorText)[0].Value);
        await using var third = StartApp(database, folder);
        (await third.ExitAsync()).ShouldBe(ExitCodes.Ok, third.Output + third.Error);
        (await CountAsync(database)).ShouldBe(1);
    }

    [Fact]
    public async Task Code_that_says_that_it_is_idempotent_runs_again_after_its_process_was_killed()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_tables.sql", Tables);
        await EndInTheMiddleAsync(database, folder, "KILL");
        await database.ExecuteAsync("insert into gate (id) values (1)");

        await using var second = StartApp(database, folder, "idempotent");

        (await second.ExitAsync()).ShouldBe(ExitCodes.Ok, second.Output + second.Error);
        (await CountAsync(database)).ShouldBe(3);
    }

    [Fact]
    public async Task Replicas_wait_for_code_that_runs_without_a_transaction_and_find_it_done()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_tables.sql", Tables);
        await using var first = StartApp(database, folder);
        await first.WaitForAsync("CODE BEGUN");
        var others = Enumerable.Range(0, 3).Select(_ => StartApp(database, folder)).ToList();
        foreach (var other in others)
        {
            await other.WaitForAsync("Schema guard 'default' is waiting");
        }

        await database.ExecuteAsync("insert into gate (id) values (1)");

        (await first.ExitAsync()).ShouldBe(ExitCodes.Ok, first.Output + first.Error);
        foreach (var other in others)
        {
            (await other.ExitAsync()).ShouldBe(ExitCodes.Ok, other.Output + other.Error);
            other.Output.ShouldNotContain("CODE BEGUN");
            await other.DisposeAsync();
        }

        (await CountAsync(database)).ShouldBe(2);
    }

    private static async Task EndInTheMiddleAsync(TestDatabase database, MigrationFolder folder, string signal)
    {
        await using var process = StartApp(database, folder);
        await process.WaitForAsync("CODE BEGUN");
        await process.SignalAsync(signal);
        (await process.ExitAsync()).ShouldBe(signal == "TERM" ? ExitCodes.Cancelled : 137, process.Output + process.Error);
    }

    private static TestProcess StartApp(TestDatabase database, MigrationFolder folder, string code = "once") =>
        TestProcess.StartApp(database, folder, ("Code", code), ("StopWhenStarted", "true"));

    private static (string, string)[] Settings(TestDatabase database, MigrationFolder folder) =>
        [
            ("Provider", database.Provider),
            ("SchemaGuard__ConnectionString", database.ConnectionString),
            ("SchemaGuard__Migrations", folder.Path),
            ("Code", "once"),
        ];

    private async Task FailAfterOneAsync(MigrationContext context)
    {
        _runs.Add(1);
        await InsertAsync(context, 1);
        throw new InvalidOperationException("the code says no");
    }

    private static Task<SchemaReport> MigrateAsync(
        TestDatabase database,
        CodeMigrationOptions options,
        Func<MigrationContext, Task> code
    ) =>
        GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigration("1_tables", Tables).AddMigration("2_fill", (context, _) => code(context), options)
        );

    private static Task<MigrationFailedException> FailsAsync(
        TestDatabase database,
        CodeMigrationOptions options,
        Func<MigrationContext, Task> code
    ) => Should.ThrowAsync<MigrationFailedException>(() => MigrateAsync(database, options, code));

    private static Task<long> CountAsync(TestDatabase database) => database.NumberAsync("select count(*) from fills");

    private static Task InsertAsync(MigrationContext context, int part) =>
        ExecuteAsync(context, FormattableString.Invariant($"insert into fills (part) values ({part})"));

    private static async Task ExecuteAsync(MigrationContext context, string sql)
    {
        await using var command = context.Connection.CreateCommand();
        command.Transaction = context.Transaction;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    [GeneratedRegex("UPDATE [^;]* WHERE sequence = [0-9]+;", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Repair();
}
