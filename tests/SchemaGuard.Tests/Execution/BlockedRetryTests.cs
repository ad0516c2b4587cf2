using Microsoft.Extensions.Logging.Abstractions;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Planning;
using SchemaGuard.Providers.Errors;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Execution;

public sealed class BlockedRetryTests
{
    private readonly PlannedMigration _planned = new ScriptPreparer(new TestDialect(), new ScriptReader("g")).Prepare(
        TestMigrations.Script("001_a", "select 1"),
        row: null,
        previousChain: "",
        []
    );

    [Fact]
    public void A_first_attempt_that_succeeds_ends_on_the_thread_that_began_it()
    {
        // What goes on elsewhere is not over when the call returns.
        for (var i = 0; i < 20; i++)
        {
            Retry().RunAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken).IsCompletedSuccessfully.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task An_attempt_that_others_have_blocked_is_made_again()
    {
        var attempts = 0;

        await Retry()
            .RunAsync(
                _ =>
                    ++attempts < 3
                        ? throw new StatementFailedException(
                            _planned.SqlStatements[0],
                            1,
                            new DatabaseError(DatabaseErrorKind.Busy, "locked"),
                            inner: null
                        )
                        : Task.CompletedTask,
                TestContext.Current.CancellationToken
            );

        attempts.ShouldBe(3);
    }

    private BlockedRetry Retry()
    {
        var provider = new TestProvider { Classification = thrown => new DatabaseError(DatabaseErrorKind.Statement, thrown.Message) };
        var history = TestHistory.Store(provider.Dialect);
        var services = new GuardContext
        {
            Name = "g",
            Options = new SchemaGuardOptions(),
            Provider = provider,
            History = history,
            Signature = new HistorySignature(null),
            Planner = new Planner(
                new ScriptReader("g"),
                provider.Dialect,
                OutOfOrderPolicy.Refuse,
                history.Repairs,
                new HistorySignature(null)
            ),
            Logger = NullLogger.Instance,
            Activity = new SchemaGuard.Activities.ActivityTracker(TimeProvider.System, changed: null),
            Time = TimeProvider.System,
            Services = new ServiceCollection().BuildServiceProvider(),
        };
        return new BlockedRetry(services, _planned);
    }
}
