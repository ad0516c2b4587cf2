using SchemaGuard.Providers.Errors;

namespace SchemaGuard.PostgreSql.Messages;

/// <summary>The sentences about a connection string, or a data source in its place.</summary>
internal static class ConnectionStringMessages
{
    public static string NoConnection() =>
        "PostgreSQL needs a connection. Write UsePostgreSql(\"Host=…;Database=…\"), "
        + "set SchemaGuard:ConnectionString, register an NpgsqlDataSource in the container, or set PGHOST and PGDATABASE.";

    public static string ForeignDataSource(string type) =>
        $"The DbDataSource in the container is a {type}, not PostgreSQL's. Register an NpgsqlDataSource, or write UsePostgreSql(\"Host=…;Database=…\").";

    public static string WrongScheme(string scheme) =>
        ConnectionStringProblems.WrongScheme(scheme, "postgresql://user@host:5432/database", "Host=…;Database=…");

    public static string NoHost() =>
        ConnectionStringProblems.NoHost("Host=… (or the folder of a Unix socket), or postgresql://user@host:5432/database");

    private const string HowToWrite =
        "Write it as Host=…;Database=…;Username=…, with quotes around a value that contains a semicolon, or as postgresql://user@host:5432/database.";

    public static string NotUnderstood(string? keyword) =>
        keyword is null
            ? $"Npgsql does not understand the connection string: a keyword is unknown, or a part has no '='. {HowToWrite}"
            : $"Npgsql does not understand the connection string: check the value of keyword '{keyword}'. {HowToWrite}";

    public static string UnsupportedKeyword(string keyword) =>
        $"The connection string has libpq's keyword '{keyword}', which Npgsql does not know. "
        + "Leave it out, or write the string as Host=…;Database=…;Username=….";

    public static string BadHost() =>
        "The connection string's host is not a name, an address or the folder of a Unix socket: it contains a space, '=', '@', '/' or the like, as "
        + $"when a separator is missing or a password is not percent-encoded. {HowToWrite}";

    public static string PairWithin(string keyword) =>
        $"The connection string's {keyword} contains another keyword with its '=': a semicolon is missing between the two. {HowToWrite}";

    public static string BadPort() =>
        "The connection string's port is not a number from 1 to 65535. Write Port=5432, or the port after each host: Host=db1:5432,db2:5433.";

    public static string AttributesOfOneHost() =>
        "The connection string has Target Session Attributes (target_session_attrs), but only one host: Npgsql accepts it only with several. "
        + "Leave it out, or list all hosts: Host=db1,db2.";

    public static string MultiplexingWithoutPool() =>
        "The connection string has Multiplexing=true and Pooling=false, which Npgsql does not accept together. Leave one of the two out.";

    public static string PoolSizes(int least, int most) =>
        $"The connection string has Minimum Pool Size={least} above Maximum Pool Size={most}. Raise the maximum or lower the minimum.";
}
