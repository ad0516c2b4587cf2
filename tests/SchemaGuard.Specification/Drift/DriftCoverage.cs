using SchemaGuard.Inspection;
using SchemaGuard.Verification.Comparison;

namespace SchemaGuard.Specification.Drift;

/// <summary>The comparison of a provider's cases with everything that is compared.</summary>
public static class DriftCoverage
{
    /// <summary>Returns the changes that a kind of object can undergo: it is missing, it is unexpected, or one of its aspects differs.</summary>
    public static IEnumerable<string> ChangesOf(SchemaObjectKind kind) =>
        [DriftCase.Missing, DriftCase.Unexpected, .. ComparisonRules.Of(kind).Aspects.Select(rule => rule.Aspect)];

    /// <summary>Finds what is compared but neither changed by a case nor listed as absent, and what is both.</summary>
    /// <param name="cases">The provider's cases.</param>
    /// <param name="notApplicable">What its database does not have.</param>
    /// <returns>A sentence for each; none if every change is accounted for.</returns>
    public static IReadOnlyList<string> FindGaps(IReadOnlyList<DriftCase> cases, IReadOnlyList<Absence> notApplicable)
    {
        var changed = cases.Select(drift => (drift.Kind, drift.What)).ToHashSet();
        var absent = notApplicable.Select(absence => (absence.Kind, absence.What)).ToList();
        var known = ComparisonRules.All.SelectMany(rule => ChangesOf(rule.Kind).Select(what => (rule.Kind, What: what))).ToList();
        return
        [
            .. known
                .Except(changed)
                .Except(absent)
                .Select(gap => $"{gap.Kind} {gap.What}: no case changes it, and nothing says that there is none"),
            .. absent
                .Where(changed.Contains)
                .Select(both => $"{both.Kind} {both.What}: a case changes it, and it is said that there is none"),
            .. absent.Except(known).Select(gone => $"{gone.Kind} {gone.What}: it is said that there is none, and nobody compares it"),
            .. absent
                .GroupBy(pair => pair)
                .Where(group => group.Count() > 1)
                .Select(twice => $"{twice.Key}: said twice that there is none"),
        ];
    }
}
