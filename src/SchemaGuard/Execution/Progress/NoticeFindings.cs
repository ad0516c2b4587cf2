using System.Globalization;

namespace SchemaGuard.Execution.Progress;

/// <summary>The sentences about the warnings that a server issued while it executed a migration.</summary>
internal static class NoticeFindings
{
    private const int MostStatements = 10;
    private const string Remedy = "Check whether the statement's result is what was intended, and correct it in a new migration.";

    /// <summary>Creates one finding for each statement and code, and only a few for each migration and code.</summary>
    public static IReadOnlyList<Finding> Of(IEnumerable<HeardNotice> warnings) =>
        [
            .. warnings
                .GroupBy(heard => (heard.Planned.Module.ToUpperInvariant(), heard.Planned.Name, heard.First.Code))
                .SelectMany(group => Of([.. group.OrderBy(heard => heard.Number)])),
        ];

    private static IEnumerable<Finding> Of(List<HeardNotice> same)
    {
        var further = same.Count - MostStatements;
        return same.Take(MostStatements).Select((heard, index) => Of(heard, index == MostStatements - 1 ? further : 0));
    }

    private static Finding Of(HeardNotice heard, int further)
    {
        var what = heard.Statement is { } statement ? $"'{statement.Class.Summary}' was executed" : "a statement was executed";
        var rest = further > 0 ? string.Create(CultureInfo.InvariantCulture, $" It warned the same of {further} further statements.") : "";
        return new Finding(
            FindingCodes.ServerWarning,
            FindingSeverity.Warning,
            heard.Planned.Name,
            $"Migration '{heard.Planned.Name}': {what}, and the server issued a warning ({heard.Label}): {heard.Text}.{rest}",
            heard.First.Remedy ?? Remedy
        )
        {
            Location = heard.Place,
        };
    }
}
