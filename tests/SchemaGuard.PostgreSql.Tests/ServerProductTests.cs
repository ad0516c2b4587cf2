using SchemaGuard.PostgreSql.Server;
using SchemaGuard.Providers.Errors;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says which servers are taken, by what they say of themselves, and how the others are refused.</summary>
public sealed class ServerProductTests
{
    [Theory]
    [InlineData("PostgreSQL 13.0 on x86_64-pc-linux-gnu, compiled by gcc, 64-bit")]
    [InlineData("PostgreSQL 18.1 (Debian 18.1-1.pgdg13+1) on x86_64-pc-linux-gnu, compiled by gcc (Debian 14.2.0) 14.2.0, 64-bit")]
    [InlineData("PostgreSQL 16.4 on aarch64-unknown-linux-gnu, compiled by aarch64-unknown-linux-gnu-gcc (GCC) 9.5.0, 64-bit")] // Aurora
    [InlineData("EnterpriseDB Advanced Server 16.1.0")]
    [InlineData("17beta1")]
    [InlineData("15.17 (Debian 15.17-0+deb12u1)")]
    [InlineData("")]
    public void PostgreSQL_and_what_runs_it_is_taken(string version) => ServerProduct.FindProblem(version).ShouldBeNull();

    [Theory]
    [InlineData("PostgreSQL 11.22 on x86_64-pc-linux-gnu, compiled by gcc, 64-bit", "PostgreSQL 11")]
    [InlineData("12.20 (Debian 12.20-1)", "PostgreSQL 12")]
    [InlineData("PostgreSQL 9.6.24 on x86_64-pc-linux-gnu", "PostgreSQL 9")]
    [InlineData("CockroachDB CCL v23.1.11 (x86_64-pc-linux-gnu, built 2023/09/27 01:53:43, go1.19.10)", "CockroachDB")]
    [InlineData("PostgreSQL 11.2-YB-2.20.1.3-b0 on x86_64-pc-linux-gnu, compiled by clang version 16.0.6", "YugabyteDB")]
    [InlineData("15.12-YB-2025.1.0.0-b0", "YugabyteDB")]
    [InlineData(
        "PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), Redshift 1.0.63205",
        "Redshift"
    )]
    [InlineData("PostgreSQL 9.5.0 on x86_64-unknown-linux-gnu (Materialize v0.130.0)", "Materialize")]
    [InlineData("PostgreSQL 12.12 (Greenplum Database 7.1.0 build commit:e7c2b1f14bb42a1018ac57d14f4436880e0a0515)", "Greenplum")]
    [InlineData("PostgreSQL 12.3, compiled by Visual C++ build 1914, 64-bit, QuestDB", "QuestDB")]
    [InlineData("CrateDB 5.4.0 (built 2023/07/10)", "CrateDB")]
    public void Anything_else_is_refused_by_name(string version, string name)
    {
        var problem = ServerProduct.FindProblem(version).ShouldNotBeNull();

        problem.Kind.ShouldBe(DatabaseErrorKind.Refused);
        problem.Message.ShouldContain(name);
        problem.Remedy.ShouldNotBeNull().ShouldContain("13 or newer");
    }
}
