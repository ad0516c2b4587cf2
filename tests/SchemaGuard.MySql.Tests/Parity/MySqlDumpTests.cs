namespace SchemaGuard.MySql.Tests.Parity;

public sealed class MySqlDumpTests(MySqlServers servers) : DumpBaselineTests(servers, MySqlServers.MySql);
