using SchemaGuard.PostgreSql.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgreSqlServers))]
