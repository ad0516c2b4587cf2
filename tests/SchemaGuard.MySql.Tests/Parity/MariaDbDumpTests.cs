namespace SchemaGuard.MySql.Tests.Parity;

public sealed class MariaDbDumpTests(MySqlServers servers) : DumpBaselineTests(servers, MySqlServers.MariaDb);
