namespace SchemaGuard.MySql.Tests.Parity;

public sealed class MySqlParityTests(MySqlServers servers) : ClientParityTests(servers, MySqlServers.MySql);
