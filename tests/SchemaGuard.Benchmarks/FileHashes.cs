using System.Security.Cryptography;

namespace SchemaGuard.Benchmarks;

/// <summary>Reads and hashes the files of a folder in order: what every start must do that wants to know whether a file has changed.</summary>
internal static class FileHashes
{
    /// <returns>The number of files.</returns>
    public static int Compute(string folder)
    {
        var files = Directory.GetFiles(folder, "*.sql");
        Array.Sort(files, StringComparer.Ordinal);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var file in files)
        {
            SHA256.HashData(File.ReadAllBytes(file), hash);
        }

        return files.Length;
    }
}
