using SchemaGuard.Specification.Drift;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests.Catalog;

/// <summary>Says that the changes by hand touch everything that is compared.</summary>
public sealed class DriftCoverageTests
{
    [Fact]
    public void Every_aspect_of_every_kind_is_changed_or_known_not_to_exist() =>
        DriftCoverage.FindGaps(PostgreSqlDriftCases.All, PostgreSqlDriftCases.NotApplicable).ShouldBeEmpty();
}
