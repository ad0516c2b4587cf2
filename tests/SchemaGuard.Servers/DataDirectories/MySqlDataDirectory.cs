using System.Collections.Concurrent;
using SchemaGuard.Servers.Processes;

namespace SchemaGuard.Servers.DataDirectories;

/// <summary>
/// The data directories of MariaDB and MySQL. The first of a product is initialised, which takes one to two seconds, and remains as a template until
/// this process ends. Servers get copies of it.
/// </summary>
internal static class MySqlDataDirectory
{
    // A template that a crash leaves incomplete is discarded, so it is never synced.
    private static readonly string[] InitialSettings =
    [
        "--innodb-flush-method=nosync",
        "--innodb-doublewrite=OFF",
        "--innodb-buffer-pool-size=64M",
    ];

    private static readonly ConcurrentDictionary<(MySqlInstallation, string?), Lazy<Task<ServerDirectory>>> Templates = [];

    /// <summary>Creates a data directory in a server's folder, with a superuser root of localhost and 127.0.0.1 that has no password.</summary>
    /// <param name="installation">The product.</param>
    /// <param name="directory">The folder of the server; the data directory becomes "data" in it.</param>
    /// <param name="settings">The settings of the server: MySQL's lower_case_table_names is fixed at this point.</param>
    public static async Task CopyAsync(MySqlInstallation installation, ServerDirectory directory, IEnumerable<string> settings)
    {
        var initial = settings.LastOrDefault(setting => setting.StartsWith("lower_case_table_names=", StringComparison.Ordinal));
        var template = Templates.GetOrAdd((installation, initial), _ => new(() => CreateTemplateAsync(installation, initial)));
        string[] copy = ["cp", "-a", "--reflink=auto", PathIn(await template.Value), PathIn(directory)];
        await Command.CheckedAsync(ServerAccount.Start(directory.Path, copy));
    }

    public static string PathIn(ServerDirectory directory) => Path.Combine(directory.Path, "data");

    private static async Task<ServerDirectory> CreateTemplateAsync(MySqlInstallation installation, string? initial)
    {
        var directory = await ServerDirectory.CreateAsync($"schemaguard-{installation.Product}-template-", isInMemory: true);
        try
        {
            string[] settings = [.. InitialSettings, .. initial is null ? [] : new[] { "--" + initial }];
            var data = PathIn(directory);
            string[] command = installation.IsMariaDb
                ? MariaDbCommand(installation, data)
                : await MySqlCommandAsync(installation, directory, data);
            await Command.CheckedAsync(ServerAccount.Start(directory.Path, [.. command, .. settings]));
            File.Delete(Path.Combine(data, "auto.cnf")); // The server's identity, which each copy creates for itself.
            return directory;
        }
        catch
        {
            await directory.DisposeAsync();
            throw;
        }
    }

    private static string[] MariaDbCommand(MySqlInstallation installation, string data) =>
        [
            installation.PathOf("mariadb-install-db"),
            "--no-defaults",
            $"--datadir={data}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--innodb-log-file-size=16M",
        ];

    private static async Task<string[]> MySqlCommandAsync(MySqlInstallation installation, ServerDirectory directory, string data)
    {
        var users = Path.Combine(directory.Path, "users.sql");
        await File.WriteAllTextAsync(users, "create user root@127.0.0.1;\ngrant all on *.* to root@127.0.0.1 with grant option;\n");
        return
        [
            installation.Server,
            "--no-defaults",
            "--initialize-insecure",
            $"--datadir={data}",
            $"--init-file={users}",
            "--skip-log-bin",
            "--secure-file-priv=NULL",
        ];
    }
}
