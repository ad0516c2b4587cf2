using SchemaGuard.Inspection;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Verification.Comparison;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.Verification;

/// <summary>The verifier of a catalog, which compares it with what the application needs. Pure.</summary>
internal static class Verifier
{
    /// <summary>Finds what is missing, what is different, and what must not be there.</summary>
    /// <param name="requirements">What the application needs.</param>
    /// <param name="snapshot">The catalog.</param>
    /// <param name="server">The server that it was read from.</param>
    /// <param name="hidden">The guard's own tables.</param>
    /// <param name="rules">How the server writes SQL.</param>
    public static IReadOnlyList<Finding> Verify(
        Requirements requirements,
        Snapshot snapshot,
        ServerIdentity server,
        HiddenObjects hidden,
        LexicalRules rules
    )
    {
        var findings = new List<Finding>();
        foreach (var expected in requirements.Expected)
        {
            findings.AddRange(Compare(expected, snapshot, server, hidden, rules, requirements.Adjustments));
        }

        foreach (var table in requirements.ForbiddenTables.Where(table => snapshot.Find(table) is not null))
        {
            findings.Add(CatalogFindings.ForbiddenTablePresent(table));
        }

        findings.AddRange(new CatalogFaults(snapshot, requirements, rules).Find(hidden, findings));

        // A table that both code and the manifest require is reported once.
        return [.. findings.DistinctBy(finding => (finding.Code, finding.Target, finding.Message))];
    }

    /// <summary>
    /// Compares a catalog with one expectation. A difference that explains others is reported instead of them, as long as there is an
    /// error. If there is none, because the explaining difference was adjusted, but one of its consequences would be an error, everything
    /// is reported. Consequences that are only warnings are not reported.
    /// </summary>
    /// <returns>The findings, which are still to be adjusted.</returns>
    public static IReadOnlyList<Finding> Compare(
        ExpectedSchema expected,
        Snapshot snapshot,
        ServerIdentity server,
        HiddenObjects hidden,
        LexicalRules rules,
        IReadOnlyList<FindingAdjustment> adjustments
    )
    {
        expected = ExpectedObjects.For(snapshot, EarlierManifest.Respell(expected, snapshot));
        var context = Context(tellsConsequences: false);
        var findings = new SchemaComparison(context, hidden).Compare();
        if (!context.HasExplained || HasError(findings))
        {
            return findings;
        }

        var everything = new SchemaComparison(Context(tellsConsequences: true), hidden).Compare();
        return HasError(everything) ? everything : findings;

        ComparisonContext Context(bool tellsConsequences) =>
            new(expected, snapshot, server.Product, server.Version, rules)
            {
                KeepsText = server.KeepsText,
                TellsConsequences = tellsConsequences,
            };

        bool HasError(IReadOnlyList<Finding> found) =>
            FindingAdjustment.Apply(adjustments, found).Any(finding => finding.Severity == FindingSeverity.Error);
    }
}
