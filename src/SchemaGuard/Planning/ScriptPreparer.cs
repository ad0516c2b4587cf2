using SchemaGuard.Execution;
using SchemaGuard.Migrations;
using SchemaGuard.Providers;
using SchemaGuard.Scripts;

namespace SchemaGuard.Planning;

/// <summary>Reads the script of a pending migration and decides how each of its statements will run. Everything that can be refused is refused here, before anything is touched.</summary>
internal sealed class ScriptPreparer(ISqlDialect dialect)
{
    /// <summary>Prepares one migration.</summary>
    /// <param name="migration">The migration.</param>
    /// <param name="row">The unfinished row of an interrupted run, if there is one.</param>
    /// <param name="previousChain">The chain value before that row.</param>
    /// <param name="findings">Receives what is wrong with the script.</param>
    public PlannedMigration Prepare(Migration migration, HistoryRow? row, string previousChain, List<Finding> findings)
    {
        if (migration.Code is not null)
        {
            if (row is not null)
            {
                findings.Add(ScriptFindings.CannotContinue(migration, row, []));
            }

            return new PlannedMigration(migration, row);
        }

        var text = migration.ReadText();
        var script = SqlScript.Parse(text, dialect.LexicalRules);
        var directives = ScriptDirectives.Read(text, dialect.LexicalRules);
        var prepared = dialect.Prepare(script);
        prepared = prepared with { Statements = WithoutOwnTransaction(prepared.Statements) };
        var reason = row is null ? NonTransactionalReason(prepared, directives) : "begun statement by statement by an earlier run";
        findings.AddRange(FindProblems(migration, script, directives, prepared));
        if (reason is not null && prepared.Statements.FirstOrDefault(statement => statement.Class.IsTemporary) is { } temporary)
        {
            findings.Add(ScriptFindings.TemporaryObject(migration, temporary, reason));
        }

        if (row is not null && !CanContinue(migration, row, prepared))
        {
            findings.Add(ScriptFindings.CannotContinue(migration, row, prepared.Statements));
        }

        return new PlannedMigration(migration, row)
        {
            PreviousChain = previousChain,
            Prepared = prepared,
            Statements = prepared.Statements,
            BeforeTransaction = prepared.BeforeTransaction,
            NonTransactionalReason = reason,
            TokenHash = TokenHash.OfScript(text, dialect.LexicalRules),
            CompatibleFrom = directives.CompatibleFrom,
            Timeout = directives.Timeout,
        };
    }

    private static IEnumerable<Finding> FindProblems(
        Migration migration,
        SqlScript script,
        ScriptDirectives directives,
        PreparedScript prepared
    )
    {
        foreach (var problem in directives.Problems)
        {
            yield return ScriptFindings.Directive(migration, problem);
        }

        foreach (var command in script.ClientCommands.Where(command => !command.IsHarmless))
        {
            yield return ScriptFindings.ClientCommand(migration, command);
        }

        foreach (var statement in prepared.Statements.Where(EndsTransaction))
        {
            yield return ScriptFindings.TransactionControl(migration, statement);
        }

        if (script.UnterminatedAt is { } opening)
        {
            yield return ScriptFindings.Unterminated(migration, opening);
        }
    }

    /// <summary>Drops a BEGIN and COMMIT that wrap the whole script: the migration's own transaction takes their place.</summary>
    private static IReadOnlyList<SqlStatement> WithoutOwnTransaction(IReadOnlyList<SqlStatement> statements) =>
        statements is [{ Class.Verb: StatementVerb.Begin }, _, ..] and [.., { Class.Verb: StatementVerb.Commit }]
        && !statements.Skip(1).SkipLast(1).Any(EndsTransaction)
            ? [.. statements.Skip(1).SkipLast(1)]
            : statements;

    private static bool EndsTransaction(SqlStatement statement) => statement.Class.IsTransactionControl;

    private static string? NonTransactionalReason(PreparedScript prepared, ScriptDirectives directives) =>
        directives.Transaction == TransactionDirective.None
            ? "directive transaction=none"
            : prepared.Statements.FirstOrDefault(statement => !statement.Class.IsTransactional)?.Class.TransactionBlocker;

    /// <summary>Says whether the statements that an interrupted run has done are still those of the script. What follows them may have been corrected.</summary>
    private bool CanContinue(Migration migration, HistoryRow row, PreparedScript prepared) =>
        row.StatementsDone <= prepared.Statements.Count
        && (
            row.Checksum == migration.Checksum.ToString()
            || row.DoneHash == DoneHash.Of(prepared.Statements.Take(row.StatementsDone), dialect.LexicalRules)
        );
}
