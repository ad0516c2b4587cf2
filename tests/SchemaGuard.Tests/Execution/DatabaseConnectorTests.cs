using System.Data.Common;
using Microsoft.Extensions.Logging.Abstractions;
using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.History;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Planning;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.Locking;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Execution;

public sealed class DatabaseConnectorTests
{
    [Fact]
    public async Task A_database_that_is_not_up_yet_is_waited_for()
    {
        var provider = new FailingProvider(Unavailable, Unavailable, new(DatabaseErrorKind.DatabaseMissing, "no such database"));

        var probed = await Connector(provider, TimeSpan.FromMinutes(1))
            .OpenAsync(ConnectionIntent.Read, TestContext.Current.CancellationToken);

        provider.Attempts.ShouldBe(3);
        probed.State.Exists.ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_that_does_not_come_up_is_given_up_after_the_time_out_with_a_sentence()
    {
        var provider = new FailingProvider(Unavailable);

        var exception = await Should.ThrowAsync<DatabaseUnreachableException>(() =>
            Connector(provider, TimeSpan.FromMilliseconds(150)).OpenAsync(ConnectionIntent.Read, TestContext.Current.CancellationToken)
        );

        provider.Attempts.ShouldBeGreaterThan(1);
        exception.Message.ShouldBe("Schema guard 'g' cannot use database 'db1:5432/app': connection refused [08006].");
        exception.Waited.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(150));
        exception.Findings.Single().Remedy.ShouldContain("Check that the server is running");
    }

    [Fact]
    public async Task A_permanent_refusal_does_not_wait()
    {
        var provider = new FailingProvider(new DatabaseError(DatabaseErrorKind.Refused, "password authentication failed"));

        await Should.ThrowAsync<DatabaseUnreachableException>(() =>
            Connector(provider, TimeSpan.FromMinutes(1)).OpenAsync(ConnectionIntent.Read, TestContext.Current.CancellationToken)
        );

        provider.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_database_is_no_answer_for_migrating()
    {
        var provider = new FailingProvider(new DatabaseError(DatabaseErrorKind.DatabaseMissing, "no such database", "Create it."));

        var exception = await Should.ThrowAsync<DatabaseUnreachableException>(() =>
            Connector(provider, TimeSpan.FromMinutes(1)).OpenAsync(ConnectionIntent.Migrate, TestContext.Current.CancellationToken)
        );

        exception.Findings.Single().Remedy.ShouldBe("Create it.");
    }

    [Fact]
    public async Task Waiting_ends_at_once_when_it_is_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var provider = new FailingProvider(Unavailable) { OnAttempt = cancellation.Cancel };

        await Should.ThrowAsync<OperationCanceledException>(() =>
            Connector(provider, TimeSpan.FromMinutes(1)).OpenAsync(ConnectionIntent.Read, cancellation.Token)
        );

        provider.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_data_source_of_the_application_throws_is_told_by_its_type()
    {
        var provider = new TestProvider
        {
            Open = _ => throw new InvalidOperationException("the vault says hunter2"),
            Classification = thrown => new DatabaseError(DatabaseErrorKind.Statement, thrown.Message),
        };

        var exception = await Should.ThrowAsync<DatabaseUnreachableException>(() =>
            Connector(provider, TimeSpan.FromMinutes(1)).OpenAsync(ConnectionIntent.Read, TestContext.Current.CancellationToken)
        );

        exception.Message.ShouldContain("of type System.InvalidOperationException");
        exception.Findings.Single().Remedy.ShouldStartWith("Check the code that creates the data source");
        (exception.Message + exception.DatabaseText + exception).ShouldNotContain("hunter2");
    }

    private static DatabaseError Unavailable { get; } = new(DatabaseErrorKind.Unavailable, "connection refused") { Code = "08006" };

    private static DatabaseConnector Connector(IDatabaseProvider provider, TimeSpan timeout) =>
        new(
            new GuardContext
            {
                Name = "g",
                Options = new SchemaGuardOptions { ConnectTimeout = timeout },
                Provider = provider,
                History = TestHistory.Store(provider.Dialect),
                Signature = new HistorySignature(null),
                Planner = new Planner(
                    new ScriptReader("g"),
                    provider.Dialect,
                    OutOfOrderPolicy.Refuse,
                    TestHistory.Store(provider.Dialect).Repairs,
                    new HistorySignature(null)
                ),
                Logger = NullLogger.Instance,
                Activity = new SchemaGuard.Activities.ActivityTracker(TimeProvider.System, changed: null),
                Time = TimeProvider.System,
                Services = new ServiceCollection().BuildServiceProvider(),
            }
        );

    /// <summary>Fails each attempt to connect with the next error, and the last one for ever. It stands for the network, not for a database.</summary>
    private sealed class FailingProvider(params DatabaseError[] errors) : IDatabaseProvider
    {
        private readonly TestProvider _rest = new();

        public int Attempts { get; private set; }

        public Action? OnAttempt { get; init; }

        public string Product => "TestSQL";

        public string Target => "db1:5432/app";

        public ISqlDialect Dialect => _rest.Dialect;

        public IDatabaseStateReader StateReader => _rest.StateReader;

        public ICatalogInspector Inspector => _rest.Inspector;

        public IMigrationLock Lock => _rest.Lock;

        public ValueTask<DbConnection> OpenConnectionAsync(ConnectionIntent intent, CancellationToken cancellationToken)
        {
            OnAttempt?.Invoke();
            throw new DatabaseRefusedException(errors[Math.Min(Attempts++, errors.Length - 1)]);
        }

        public Task<IReadOnlyList<string>> FindUsableIndexesAsync(
            DbConnection connection,
            DbTransaction transaction,
            string query,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public Task<ScratchDatabase> CreateScratchAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask ResetSessionAsync(DbConnection connection, CancellationToken cancellationToken) =>
            _rest.ResetSessionAsync(connection, cancellationToken);

        public ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
            _rest.BeginReadAsync(connection, cancellationToken);

        public DatabaseError Classify(Exception exception, SchemaGuard.Scripts.Statements.SqlStatement? statement = null) =>
            ((DatabaseRefusedException)exception).Error;
    }
}
