using SchemaGuard.Specification.Drift;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>Says that nothing that is compared goes without a change by hand that shows it.</summary>
public sealed class DriftCoverageTests
{
    [Fact]
    public void Each_kind_and_aspect_of_MariaDB_is_changed_by_a_case() =>
        DriftCoverage.FindGaps(MySqlDriftCases.MariaDb, MySqlDriftCases.NotOfMariaDb).ShouldBeEmpty();

    [Fact]
    public void Each_kind_and_aspect_of_MySQL_is_changed_by_a_case() =>
        DriftCoverage.FindGaps(MySqlDriftCases.MySql, MySqlDriftCases.NotOfMySql).ShouldBeEmpty();
}
