namespace SchemaGuard.MySql.Tests.Parity;

public sealed class MariaDbParityTests(MySqlServers servers) : ClientParityTests(servers, MySqlServers.MariaDb);
