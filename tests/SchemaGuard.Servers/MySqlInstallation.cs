namespace SchemaGuard.Servers;

/// <summary>The location of the programs of a MariaDB or MySQL server. Programs found through PATH are never used.</summary>
/// <param name="Product">"mariadb" or "mysql".</param>
/// <param name="Server">The server program.</param>
/// <param name="BinDirectory">The folder of the client programs.</param>
public sealed record MySqlInstallation(string Product, string Server, string BinDirectory)
{
    private const string MariaDbProduct = "mariadb";
    private const string MySqlProduct = "mysql";

    /// <summary>Gets Debian's MariaDB, or null if it is not on this machine.</summary>
    public static MySqlInstallation? MariaDb => Existing(new MySqlInstallation(MariaDbProduct, "/usr/sbin/mariadbd", "/usr/bin"));

    /// <summary>Gets MySQL 9.7 as unpacked by tests/servers.sh, or null if it is not on this machine.</summary>
    public static MySqlInstallation? MySql
    {
        get
        {
            var bin = Path.Combine(PostgreSqlInstallation.Root, "mysql-9.7", "bin");
            return Existing(new MySqlInstallation(MySqlProduct, Path.Combine(bin, "mysqld"), bin));
        }
    }

    /// <summary>Gets whether this is MariaDB, which shares the protocol with MySQL, but not all options and programs.</summary>
    public bool IsMariaDb => Product == MariaDbProduct;

    /// <summary>Gets the name of the interactive client: "mariadb" or "mysql".</summary>
    public string Client => IsMariaDb ? "mariadb" : "mysql";

    /// <summary>Gets the name of the program that dumps databases: "mariadb-dump" or "mysqldump".</summary>
    public string Dump => IsMariaDb ? "mariadb-dump" : "mysqldump";

    /// <summary>Finds a client program.</summary>
    /// <exception cref="FileNotFoundException">This installation does not include it.</exception>
    public string PathOf(string program) =>
        Path.Combine(BinDirectory, program) is var path && File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{Product} has no program '{program}' on this machine.");

    private static MySqlInstallation? Existing(MySqlInstallation installation) => File.Exists(installation.Server) ? installation : null;
}
