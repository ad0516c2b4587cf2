using System.Collections.Concurrent;
using SchemaGuard.Servers.Processes;

namespace SchemaGuard.Servers.DataDirectories;

/// <summary>
/// The data directories of PostgreSQL. The first of a version is initialised, which takes a second, and remains as a template until this process ends.
/// Servers get copies of it.
/// </summary>
internal static class PostgreSqlDataDirectory
{
    private static readonly ConcurrentDictionary<PostgreSqlInstallation, Lazy<Task<ServerDirectory>>> Templates = [];

    /// <summary>Creates a data directory (UTF8, C.UTF-8, superuser postgres without a password) in a server's folder.</summary>
    public static async Task CopyAsync(PostgreSqlInstallation installation, ServerDirectory directory)
    {
        var template = Templates.GetOrAdd(installation, _ => new(() => CreateTemplateAsync(installation)));
        string[] copy = ["cp", "-a", "--reflink=auto", PathIn(await template.Value), PathIn(directory)];
        await Command.CheckedAsync(ServerAccount.Start(directory.Path, copy));
    }

    public static string PathIn(ServerDirectory directory) => Path.Combine(directory.Path, "data");

    private static async Task<ServerDirectory> CreateTemplateAsync(PostgreSqlInstallation installation)
    {
        var directory = await ServerDirectory.CreateAsync("schemaguard-postgresql-template-", isInMemory: true);
        try
        {
            string[] initdb = [installation.PathOf("initdb"), "-D", PathIn(directory), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8"];
            await Command.CheckedAsync(ServerAccount.Start(directory.Path, [.. initdb, "--auth=trust", "--no-sync"]));
            return directory;
        }
        catch
        {
            await directory.DisposeAsync();
            throw;
        }
    }
}
