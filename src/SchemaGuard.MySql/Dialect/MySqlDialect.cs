using System.Collections.Concurrent;
using System.Data.Common;
using SchemaGuard.History;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Effects;
using SchemaGuard.MySql.Messages;
using SchemaGuard.MySql.Products;
using SchemaGuard.MySql.Server;
using SchemaGuard.MySql.Statements;
using SchemaGuard.Providers;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.MySql.Dialect;

/// <summary>
/// The rules of the SQL of MySQL and MariaDB. Which of the two applies is known once a connection is first opened, before any script is read.
/// </summary>
internal sealed class MySqlDialect : ISqlDialect
{
    private static readonly ServerProduct Unknown = new("MySQL", new Version(8, 0));
    private readonly ConcurrentDictionary<string, bool> _userVariables = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _temporaryTables = new(StringComparer.Ordinal);
    private volatile ServerProduct? _server;
    private volatile ServerFacts _facts = ServerFacts.Unknown;
    private volatile bool _scriptsChangeBounds;

    /// <summary>Gets the variables that scripts have used so far.</summary>
    public IEnumerable<string> UserVariablesOfScripts => _userVariables.Keys;

    /// <summary>Gets the temporary tables that scripts have created so far, as the scripts name them.</summary>
    public IEnumerable<string> TemporaryTablesOfScripts => _temporaryTables.Keys;

    /// <summary>Gets whether scripts so far may have changed how long the session waits for locks.</summary>
    public bool ScriptsChangeBounds => _scriptsChangeBounds;

    /// <summary>Gets which server it is.</summary>
    public ServerProduct Server => _server ?? Unknown;

    /// <summary>Gets whether the server is known.</summary>
    public bool HasMet => _server is not null;

    public LexicalRules LexicalRules => _facts.Apply(Server.LexicalRules);

    public StringComparer IdentifierComparer => StringComparer.OrdinalIgnoreCase;

    public string? SessionUser => "CURRENT_USER()";

    /// <summary>Records which server it is.</summary>
    public void Meet(ServerProduct server)
    {
        if (server != _server)
        {
            _server = server;
        }
    }

    /// <summary>Asks a session outside any database which server it is, and how it reads scripts.</summary>
    public async Task MeetAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var row = (await connection.RowsAsync(ServerFacts.Question, [], cancellationToken).ConfigureAwait(false))[0];
        Meet(ServerProduct.Parse(connection.ServerVersion));
        Meet(ServerFacts.Parse(row[0], row[1]));
    }

    /// <summary>Records what determines how scripts are read and sent.</summary>
    public void Meet(ServerFacts facts)
    {
        if (facts != _facts)
        {
            _facts = facts;
        }
    }

    /// <summary>Gets or sets whether the driver takes <c>@name</c> in a script for a parameter that nothing has bound.</summary>
    public bool ForbidsUserVariables { get; init; }

    /// <summary>Finds nothing: the longest name that core allows, with its longest suffix, fits into the 64 characters of an identifier.</summary>
    public string? FindProblem(HistoryTables tables) => null;

    public string CanonicalType(string type) => TypeText.Canonical(type);

    public string QuoteIdentifier(string identifier) => Identifier.Quote(identifier);

    public string UtcTimestampAgo(string secondsParameter) =>
        $"(UTC_TIMESTAMP(3) - INTERVAL ROUND({secondsParameter} * 1000000) MICROSECOND)";

    public string TimestampText(string column) => $"CONCAT(LEFT(DATE_FORMAT({column}, '%Y-%m-%dT%H:%i:%s.%f'), 23), 'Z')";

    public BoundedQuery BoundRead(string query) => new(BoundedSelect.Of(Server, query));

    public IReadOnlyList<string> BoundTransaction(TimeSpan lockTimeout, TimeSpan? statementTimeout) => [SessionBounds.Set(lockTimeout)];

    /// <summary>
    /// Leaves out statements that only control transactions, where the statements of a script run one by one: a BEGIN ends at the next definition.
    /// Dumps contain them, and lock each table while its rows are inserted. Such locks are left out everywhere: they would keep the history from
    /// being written.
    /// </summary>
    public PreparedScript Prepare(SqlScript script)
    {
        var statements = TableLocks.WithoutHarmless(script.Statements);
        var committing = statements.FirstOrDefault(statement => statement.Class.CommitsImplicitly && !IsTransactional(statement));
        var unseen = statements.FirstOrDefault(MayCommitUnseen);
        if (committing is not null || unseen is not null || statements.Any(BracketingStatements.SetsAutocommit))
        {
            statements = BracketingStatements.Without(statements);
        }

        if (statements.Any(MayChangeBounds))
        {
            _scriptsChangeBounds = true;
        }

        foreach (var name in statements.SelectMany(UserVariables.NamedIn))
        {
            _userVariables[name] = true;
        }

        foreach (var table in statements.Where(statement => statement.Class is { IsTemporary: true, Target: not null }))
        {
            _temporaryTables[table.Class.Target!] = true;
        }

        return new PreparedScript([], statements)
        {
            NonTransactionalReason =
                committing is not null && statements.Contains(committing) ? MySqlMessages.CommitsByItself(committing.Class.Summary)
                : unseen is not null ? MySqlMessages.MayCommit(unseen.Class.Summary)
                : null,
            ChangesSession = statements.Any(MayChangeSession),
        };
    }

    public bool IsRepeatable(StatementClass statement) => statement.Verb is StatementVerb.Set or StatementVerb.Use or StatementVerb.Prepare;

    /// <summary>
    /// Determines whether a statement may run again to restore the session. A variable that is set from a query or a function is not set again: the
    /// function may have an effect, and give another value.
    /// </summary>
    public bool EstablishesSession(SqlStatement statement) =>
        statement.Class.Verb is StatementVerb.Use or StatementVerb.Prepare
        || (
            statement.Class.Verb == StatementVerb.Set
            && !statement.Class.CommitsImplicitly
            && (UserVariables.NamedIn(statement).Count == 0 || UserVariables.IsRestorable(statement))
        );

    public string? FindJournalProblem(SqlStatement statement) =>
        !statement.Class.CommitsImplicitly && UserVariables.ReadsCounts(statement) ? MySqlMessages.ReadsCounts : null;

    public string? FindProblem(SqlStatement statement) =>
        statement.Class.Verb == StatementVerb.Load && !statement.Class.CommitsImplicitly ? MySqlMessages.LoadData
        : TableLocks.IsTableLock(statement) ? MySqlMessages.LockTables
        : TableLocks.IsCopyLock(statement) ? MySqlMessages.CopyLock
        : _facts.FindExcess(statement.Span) is { } length ? MySqlMessages.TooLong(length, _facts.MaxAllowedPacket!.Value)
        : ForbidsUserVariables && UserVariables.NamedIn(statement).Order(StringComparer.Ordinal).FirstOrDefault() is { } variable
            ? MySqlMessages.VariablesForbidden(variable)
        : statement.ReadTokens() is [var first, var second, ..]
        && first.Equals("SET", StringComparison.OrdinalIgnoreCase)
        && second.Equals("STATEMENT", StringComparison.OrdinalIgnoreCase)
            ? MySqlMessages.SetStatement
        : null;

    public bool MayCommitUnseen(SqlStatement statement) =>
        statement.Class.Verb is StatementVerb.Call or StatementVerb.Execute
        || (statement.Class.Verb == StatementVerb.Compound && !statement.Class.CommitsImplicitly);

    public StatementSettlement SettlementOf(SqlStatement statement) =>
        MayCommitUnseen(statement) ? StatementSettlement.TransactionOrPerson
        : !statement.Class.CommitsImplicitly ? StatementSettlement.Transaction
        : StatementEffects.Read(statement, Server) switch
        {
            RepeatableEffect => StatementSettlement.Repetition,
            UnknownEffect => StatementSettlement.Person,
            _ => StatementSettlement.Catalog,
        };

    public (SqlStatement Statement, string Problem)? FindContinuationProblem(
        IReadOnlyList<SqlStatement> done,
        IReadOnlyList<SqlStatement> rest
    )
    {
        // Definitions do not read the objects that their bodies name.
        var (ran, runs) = (done.Where(IsData).ToList(), rest.Where(IsData).ToList());
        foreach (var statement in runs)
        {
            if (UserVariables.ReadsLastStatement(statement))
            {
                return (statement, MySqlMessages.ReadsLastInsert);
            }

            if (statement.Class.Verb is StatementVerb.Insert or StatementVerb.Replace)
            {
                break;
            }
        }

        var lost = ran.Where(statement => UserVariables.Assigns(statement) && !UserVariables.IsRestorable(statement))
            .SelectMany(UserVariables.NamedIn)
            .ToHashSet(StringComparer.Ordinal);
        if (
            ran.Exists(statement => statement.Class.Verb == StatementVerb.Prepare && UserVariables.NamedIn(statement).Overlaps(lost))
            && runs.Find(statement => statement.Class.Verb == StatementVerb.Execute) is { } prepared
        )
        {
            return (prepared, MySqlMessages.ReadsVariable(lost.First()));
        }

        return runs.Select(statement => (Statement: statement, Variable: UserVariables.NamedIn(statement).FirstOrDefault(lost.Contains)))
            .Where(found => found.Variable is not null && !UserVariables.Assigns(found.Statement))
            .Select(found => ((SqlStatement, string)?)(found.Statement, MySqlMessages.ReadsVariable(found.Variable!)))
            .FirstOrDefault();
    }

    private static bool IsData(SqlStatement statement) => !statement.Class.CommitsImplicitly;

    private static bool IsTransactional(SqlStatement statement) =>
        statement.Class.Verb is StatementVerb.Begin or StatementVerb.Lock or StatementVerb.Unlock
        || BracketingStatements.IsTransactionStart(statement);

    private static bool MayChangeBounds(SqlStatement statement) =>
        statement.Class.Verb is StatementVerb.Call or StatementVerb.Execute or StatementVerb.Compound
        || statement.Span.Contains("lock_wait_timeout", StringComparison.OrdinalIgnoreCase);

    private static bool MayChangeSession(SqlStatement statement) =>
        statement.Class.IsTemporary
        || statement.Class.Verb
            is StatementVerb.Set
                or StatementVerb.Use
                or StatementVerb.Prepare
                or StatementVerb.Execute
                or StatementVerb.Call
                or StatementVerb.Compound
                or StatementVerb.Other
        || UserVariables.NamedIn(statement).Count > 0;
}
