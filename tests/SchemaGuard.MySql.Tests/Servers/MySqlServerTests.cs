namespace SchemaGuard.MySql.Tests.Servers;

public sealed class MySqlServerTests(MySqlServers servers) : ServerTests(servers, MySqlServers.MySql);
