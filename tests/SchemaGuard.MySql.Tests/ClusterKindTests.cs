using SchemaGuard.MySql.Server;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says by which variables a cluster is recognised in which a session's lock holds on one server only.</summary>
public sealed class ClusterKindTests
{
    [Theory]
    [InlineData("", false, false)]
    [InlineData("wsrep_on=OFF", false, false)]
    [InlineData("wsrep_on=ON", true, false)]
    [InlineData("wsrep_on=1", true, false)]
    [InlineData("wsrep_on=ON pxc_strict_mode=PERMISSIVE", true, false)]
    [InlineData("wsrep_on=ON pxc_strict_mode=ENFORCING", true, true)]
    [InlineData("wsrep_on=ON pxc_strict_mode=MASTER", true, true)]
    [InlineData("wsrep_on=OFF pxc_strict_mode=ENFORCING", false, false)]
    [InlineData("group_replication_group_name= group_replication_single_primary_mode=OFF", false, false)]
    [InlineData("group_replication_group_name=aaaa group_replication_single_primary_mode=ON", false, false)]
    [InlineData("group_replication_group_name=aaaa group_replication_single_primary_mode=OFF", true, false)]
    public void Variables_tell_the_cluster(string variables, bool hasSeveralWriters, bool forbidsSessionLocks)
    {
        var rows = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => (string?[])pair.Split('=')).ToList();

        ClusterKind.Of(rows).ShouldBe(new ClusterKind(hasSeveralWriters, forbidsSessionLocks));
    }
}
