using SchemaGuard.Specification.Drift;
using Shouldly;
using Xunit;

namespace SchemaGuard.Sqlite.Tests;

public sealed class SqliteDriftCoverageTests
{
    [Fact]
    public void Everything_that_is_compared_is_changed_by_a_case_or_known_not_to_exist() =>
        DriftCoverage.FindGaps(SqliteDriftCases.All, SqliteDriftCases.NotApplicable).ShouldBeEmpty();
}
