using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Documents;

namespace SchemaGuard;

/// <summary>
/// The JSON documents in which a guard's results are published: on the command line, and by the application. Each names its form in
/// <c>schema</c>, such as <c>schemaguard/status/1</c>. They contain no secrets; only the document of a plan contains the text of statements.
/// Characters that mean something in HTML are not escaped.
/// </summary>
[Experimental("SG9001")]
public static class SchemaDocuments
{
    /// <summary>Writes a report.</summary>
    /// <param name="verb">The verb that the document belongs to: <c>check</c> or <c>migrate</c>.</param>
    /// <param name="report">The report.</param>
    public static string OfReport(string verb, SchemaReport report)
    {
        ArgumentException.ThrowIfNullOrEmpty(verb);
        ArgumentNullException.ThrowIfNull(report);
        return JsonDocuments.Serialize(ReportDocument.From(verb, report));
    }

    /// <summary>Writes what is applied, pending and unfinished, as the verb <c>status</c> does.</summary>
    /// <param name="status">The status.</param>
    public static string OfStatus(SchemaStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return JsonDocuments.Serialize(StatusDocument.From(status));
    }

    /// <summary>Writes the pending statements, with their text, as the verb <c>plan</c> does.</summary>
    /// <param name="guard">The name of the guard whose plan it is.</param>
    /// <param name="plan">The plan.</param>
    public static string OfPlan(string guard, MigrationPlan plan)
    {
        ArgumentException.ThrowIfNullOrEmpty(guard);
        ArgumentNullException.ThrowIfNull(plan);
        return JsonDocuments.Serialize(PlanDocument.From(guard, plan));
    }

    /// <summary>Writes the differences between two manifests, as the verb <c>diff</c> does.</summary>
    /// <param name="guard">The name of the guard that compared them.</param>
    /// <param name="expected">The word for the origin of the expected schema: <c>database</c>, <c>manifest</c> or <c>migrations</c>.</param>
    /// <param name="actual">The word for the origin of the schema that was compared with it.</param>
    /// <param name="findings">The differences.</param>
    public static string OfDiff(string guard, string expected, string actual, IReadOnlyList<Finding> findings)
    {
        ArgumentException.ThrowIfNullOrEmpty(guard);
        ArgumentException.ThrowIfNullOrEmpty(expected);
        ArgumentException.ThrowIfNullOrEmpty(actual);
        ArgumentNullException.ThrowIfNull(findings);
        return JsonDocuments.Serialize(DiffDocument.From(guard, expected, actual, findings));
    }

    /// <summary>Writes which manifest was saved where, as the verb <c>manifest</c> does. The manifest itself is in the file.</summary>
    /// <param name="guard">The name of the guard that read the schema.</param>
    /// <param name="file">The full path of the file.</param>
    /// <param name="manifest">The manifest.</param>
    public static string OfManifest(string guard, string file, SchemaManifest manifest)
    {
        ArgumentException.ThrowIfNullOrEmpty(guard);
        ArgumentException.ThrowIfNullOrEmpty(file);
        ArgumentNullException.ThrowIfNull(manifest);
        return JsonDocuments.Serialize(ManifestDocument.From(guard, file, manifest));
    }

    /// <summary>Writes a failure, with its findings.</summary>
    /// <param name="verb">The verb that failed.</param>
    /// <param name="exception">The exception with which it ended.</param>
    public static string OfFailure(string verb, SchemaGuardException exception)
    {
        ArgumentException.ThrowIfNullOrEmpty(verb);
        ArgumentNullException.ThrowIfNull(exception);
        return JsonDocuments.Serialize(FailureDocument.From(verb, exception));
    }

    /// <summary>Writes that a verb was asked to stop.</summary>
    /// <param name="verb">The verb that was stopped.</param>
    public static string OfCancellation(string verb)
    {
        ArgumentException.ThrowIfNullOrEmpty(verb);
        return JsonDocuments.Serialize(FailureDocument.Cancelled(verb));
    }

    /// <summary>Writes that a request was not understood.</summary>
    /// <param name="verb">The verb that was asked for.</param>
    /// <param name="problems">A sentence for each problem; at least one.</param>
    public static string OfMisuse(string verb, IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(verb);
        ArgumentNullException.ThrowIfNull(problems);
        return JsonDocuments.Serialize(FailureDocument.Usage(verb, problems));
    }
}
