using System.Diagnostics;
using System.Text;
using SchemaGuard.Execution.Context;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution.Statements;

/// <summary>
/// The spans of a migration's statements: one for each that is sent alone, and one for each round trip that sends several, because the server does
/// not say how long each of them took.
/// </summary>
internal static class StatementTracing
{
    /// <summary>The longest summary that OpenTelemetry's conventions allow.</summary>
    private const int LongestSummary = 255;

    /// <summary>The longest text that a span carries: a script may insert megabytes.</summary>
    private const int LongestText = 4096;

    private const string Batch = "BATCH";

    /// <summary>Does work in the span of what it sends to the server. Without a listener it is only done.</summary>
    /// <param name="guard">The guard.</param>
    /// <param name="planned">The migration.</param>
    /// <param name="first">The number of the first statement, from 1; 0 for one that only sets up the session again.</param>
    /// <param name="statements">The statements.</param>
    /// <param name="work">The work.</param>
    public static Task RunAsync(
        GuardContext guard,
        PlannedMigration planned,
        int first,
        IReadOnlyList<SqlStatement> statements,
        Func<Task> work
    ) => GuardTracing.IsOn && statements.Count > 0 ? RunTracedAsync(guard, planned, first, statements, work) : work();

    private static async Task RunTracedAsync(
        GuardContext guard,
        PlannedMigration planned,
        int first,
        IReadOnlyList<SqlStatement> statements,
        Func<Task> work
    )
    {
        var name = statements.Count == 1 ? SpanNames.Statement : SpanNames.Batch;
        using var activity = GuardTracing.StartClient(name, guard.Name, guard.Provider);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(AttributeNames.Module, planned.Module);
            activity.SetTag(AttributeNames.Migration, planned.Name);
            activity.SetTag(AttributeNames.StatementNumber, first);
            Describe(activity, guard, statements);
            activity.DisplayName = (string?)activity.GetTagItem(AttributeNames.QuerySummary) ?? name;
        }

        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            GuardTracing.Fail(activity, guard.Provider, exception);
            throw;
        }
    }

    /// <summary>
    /// Adds the span of a migration that was applied together with others in one round trip, which has just ended. It has the time of the round
    /// trip, because no other is known, and describes its statements itself.
    /// </summary>
    /// <param name="guard">The guard.</param>
    /// <param name="planned">The migration.</param>
    /// <param name="group">How many migrations were sent together.</param>
    /// <param name="elapsed">How long the round trip took.</param>
    public static void RecordOfGroup(GuardContext guard, PlannedMigration planned, int group, TimeSpan elapsed)
    {
        using var activity = GuardTracing.StartMigration(guard.Name, guard.Provider, planned, elapsed);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(AttributeNames.GroupSize, group);
            Describe(activity, guard, planned.SqlStatements);
        }
    }

    private static void Describe(Activity activity, GuardContext guard, IReadOnlyList<SqlStatement> statements)
    {
        if (statements.Count == 0)
        {
            return;
        }

        activity.SetTag(AttributeNames.Operation, OperationOf(statements));
        activity.SetTag(AttributeNames.BatchSize, statements.Count > 1 ? statements.Count : null);
        activity.SetTag(AttributeNames.QuerySummary, SummaryOf(statements));
        activity.SetTag(AttributeNames.QueryText, guard.Options.TraceStatementText ? TextOf(statements) : null);
    }

    /// <summary>Returns the verb, after <c>BATCH</c> for several statements, and without it if they differ.</summary>
    private static string? OperationOf(IReadOnlyList<SqlStatement> statements)
    {
        var verbs = statements.Select(statement => statement.Class.Verb).Distinct().Take(2).ToList();
        var verb = verbs is [not StatementVerb.Other] ? verbs[0].ToString().ToUpperInvariant() : null;
        return statements.Count == 1 ? verb
            : verb is null ? Batch
            : $"{Batch} {verb}";
    }

    /// <summary>Returns what a statement does, with the names of objects but never a literal; for several, the same if it is that of all.</summary>
    private static string? SummaryOf(IReadOnlyList<SqlStatement> statements)
    {
        var summaries = statements.Select(statement => statement.Class.Summary).Distinct(StringComparer.Ordinal).Take(2).ToList();
        var isKnown = summaries.Count == 1 && statements[0].Class.Verb != StatementVerb.Other;
        var summary =
            statements.Count == 1 ? summaries[0]
            : isKnown ? $"{Batch} {summaries[0]}"
            : OperationOf(statements);
        return statements.Count == 1 && !isKnown ? null
            : summary is { Length: > LongestSummary } ? summary[..LongestSummary]
            : summary;
    }

    private static string TextOf(IReadOnlyList<SqlStatement> statements)
    {
        var text = new StringBuilder();
        foreach (var statement in statements)
        {
            text.Append(text.Length > 0 ? ";\n" : "");
            var left = LongestText - text.Length;
            if (statement.Length > left)
            {
                text.Append(statement.Span[..Math.Max(0, left - 1)]).Append('…');
                break;
            }

            text.Append(statement.Span);
        }

        return text.ToString();
    }
}
