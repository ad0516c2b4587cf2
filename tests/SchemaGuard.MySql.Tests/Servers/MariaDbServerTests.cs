namespace SchemaGuard.MySql.Tests.Servers;

public sealed class MariaDbServerTests(MySqlServers servers) : ServerTests(servers, MySqlServers.MariaDb);
