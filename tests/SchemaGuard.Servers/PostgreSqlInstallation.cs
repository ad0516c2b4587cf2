namespace SchemaGuard.Servers;

/// <summary>The location of the programs of one PostgreSQL version. Programs found through PATH are never used.</summary>
/// <param name="Version">The major version, such as "15".</param>
/// <param name="BinDirectory">The folder of its programs; it contains postgres, initdb and pg_ctl, but not always client programs.</param>
public sealed record PostgreSqlInstallation(string Version, string BinDirectory)
{
    private const string ClientVersion = "15";

    /// <summary>Gets the folder into which tests/servers.sh unpacks servers: SCHEMAGUARD_SERVERS, or a fixed one.</summary>
    public static string Root =>
        Environment.GetEnvironmentVariable("SCHEMAGUARD_SERVERS") is { Length: > 0 } root ? root : "/var/tmp/schemaguard-servers";

    /// <summary>Finds a major version: Debian's own package, or one that was unpacked into <see cref="Root"/>.</summary>
    /// <returns>The installation, or null if it is not on this machine.</returns>
    public static PostgreSqlInstallation? Find(string major)
    {
        string[] places = [$"/usr/lib/postgresql/{major}/bin", Path.Combine(Root, $"postgresql-{major}", "bin")];
        var found = Array.Find(places, place => File.Exists(Path.Combine(place, "postgres")));
        return found is null ? null : new PostgreSqlInstallation(major, found);
    }

    /// <summary>Determines whether this version includes a program: tests/servers.sh adds only psql and pg_dump to the npm packages.</summary>
    public bool Has(string program) => File.Exists(Path.Combine(BinDirectory, program));

    /// <summary>Finds a program of this version, or Debian's if this version does not include it.</summary>
    /// <remarks>psql 15 talks to newer servers; pg_dump and pg_basebackup refuse them.</remarks>
    /// <exception cref="FileNotFoundException">Neither includes it.</exception>
    public string PathOf(string program)
    {
        if (Has(program))
        {
            return Path.Combine(BinDirectory, program);
        }

        return Find(ClientVersion) is { } other && other.Has(program)
            ? Path.Combine(other.BinDirectory, program)
            : throw new FileNotFoundException(
                $"Neither PostgreSQL {Version} nor {ClientVersion} has a program '{program}' on this machine."
            );
    }
}
