using System.Diagnostics;

namespace SchemaGuard.Servers.Processes;

/// <summary>Knows the account that servers run as: they refuse root, and then all run as the user that PostgreSQL's package made.</summary>
internal static class ServerAccount
{
    private const string Name = "postgres";
    private static readonly string[] ClientVariables = ["PG", "MYSQL", "MARIADB"];

    /// <summary>Says how a program is started as this account.</summary>
    /// <param name="directory">The folder it runs in, by which <see cref="ServerDirectory"/> finds it again.</param>
    /// <param name="command">The program and its arguments.</param>
    public static ProcessStartInfo Start(string directory, IEnumerable<string> command)
    {
        string[] words = [.. Prefix(), .. command];
        var start = new ProcessStartInfo(words[0], words[1..]) { WorkingDirectory = directory };
        foreach (var name in start.Environment.Keys.Where(IsForClients).ToList())
        {
            start.Environment.Remove(name); // What a developer set for servers of their own.
        }

        start.Environment["HOME"] = directory;
        start.Environment["LC_ALL"] = "C.UTF-8";
        return start;
    }

    /// <summary>Gives a folder to this account.</summary>
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
