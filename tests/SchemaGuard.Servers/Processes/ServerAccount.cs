using System.Diagnostics;

namespace SchemaGuard.Servers.Processes;

/// <summary>The account that servers run as. They refuse root, and then all run as the user that PostgreSQL's package created.</summary>
internal static class ServerAccount
{
    private const string Name = "postgres";
    private static readonly string[] ClientVariables = ["PG", "MYSQL", "MARIADB"];

    /// <summary>Returns how to start a program as this account.</summary>
    /// <param name="directory">The folder it runs in, by which <see cref="ServerDirectory"/> finds it again.</param>
    /// <param name="command">The program and its arguments.</param>
    public static ProcessStartInfo Start(string directory, IEnumerable<string> command)
    {
        string[] words = [.. Prefix(), .. command];
        var start = new ProcessStartInfo(words[0], words[1..]) { WorkingDirectory = directory };
        foreach (var name in start.Environment.Keys.Where(IsForClients).ToList())
        {
            start.Environment.Remove(name); // A developer may have set it for other servers.
        }

        start.Environment["HOME"] = directory;
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }

    /// <summary>Makes this account the owner of a folder.</summary>
    public static async Task OwnAsync(string directory)
    {
        if (Environment.IsPrivilegedProcess)
        {
            await Command.CheckedAsync(new ProcessStartInfo("chown", ["--", $"{Name}:{Name}", directory]));
        }
    }

    private static bool IsForClients(string name) =>
        Array.Exists(ClientVariables, prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static IEnumerable<string> Prefix() =>
        Environment.IsPrivilegedProcess ? ["setpriv", "--reuid", Name, "--regid", Name, "--clear-groups", "--"] : [];
}
