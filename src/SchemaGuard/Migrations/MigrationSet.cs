using System.Security.Cryptography;
using System.Text;

namespace SchemaGuard.Migrations;

/// <summary>
/// All migrations of a build in the order in which they are applied: module by module, versions ascending, repeatable ones last.
/// </summary>
internal sealed class MigrationSet
{
    /// <param name="modules">The names of the modules that have sources of migrations, in order. Rows of other modules in the history do
    /// not concern this build.</param>
    /// <param name="migrations">The ordered migrations.</param>
    public MigrationSet(IReadOnlyList<string> modules, IReadOnlyList<Migration> migrations)
    {
        Modules = modules;
        Migrations = migrations;
    }

    public IReadOnlyList<string> Modules { get; }

    public IReadOnlyList<Migration> Migrations { get; }

    /// <summary>Adds everything that identifies the set to a digest.</summary>
    public void AppendTo(IncrementalHash digest)
    {
        Span<byte> buffer = stackalloc byte[512];
        foreach (var migration in Migrations)
        {
            var needed = Checksum.Size + 3 + Encoding.UTF8.GetMaxByteCount(migration.Module.Length + migration.Name.Length);
            if (buffer.Length < needed)
            {
                buffer = new byte[needed];
            }

            migration.Checksum.CopyTo(buffer);
            buffer[Checksum.Size] = (byte)migration.Kind;
            var length = Append(buffer, Checksum.Size + 1, ModuleNames.Fold(migration.Module));
            length = Append(buffer, length, migration.Name);
            digest.AppendData(buffer[..length]);
        }
    }

    /// <summary>Appends a name and a byte that never occurs in UTF-8, so that two names cannot run together.</summary>
    private static int Append(Span<byte> buffer, int start, string name)
    {
        var end = start + Encoding.UTF8.GetBytes(name, buffer[start..]);
        buffer[end] = 0xFF;
        return end + 1;
    }
}
