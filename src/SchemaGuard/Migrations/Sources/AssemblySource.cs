using System.Reflection;

namespace SchemaGuard.Migrations.Sources;

/// <summary>The source of migrations in the embedded resources of an assembly.</summary>
internal sealed class AssemblySource(Assembly assembly, string? prefix) : IMigrationSource
{
    public void Collect(MigrationCollector collector)
    {
        var found = false;
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var isScript = MigrationNameParser.IsScript(resource);
            if (isScript && (prefix is null || resource.StartsWith(prefix, StringComparison.Ordinal)))
            {
                found = true;
                var bytes = ReadBytes(resource);
                var origin = $"{assembly.GetName().Name}:{resource}";
                collector.AddScript(FileName(resource), origin, bytes, () => ReadBytes(resource));
            }
        }

        if (!found)
        {
            collector.Refuse(MigrationMessages.ResourceNotFound(assembly.GetName().Name ?? assembly.ToString(), prefix));
        }
    }

    /// <summary>
    /// Finds the file name in a resource name, where dots join folders as well as the numbers of a version: the longest ending after a dot
    /// or a slash that follows a naming convention.
    /// </summary>
    private string FileName(string resource)
    {
        if (prefix is not null)
        {
            return resource[prefix.Length..].TrimStart('.', '/', '\\');
        }

        var start = 0;
        while (true)
        {
            if (MigrationNameParser.ParseFile(resource[start..]) is not null)
            {
                return resource[start..];
            }

            var next = resource.AsSpan(start).IndexOfAny('.', '/', '\\');
            if (next < 0 || start + next + 1 >= resource.Length - ".sql".Length)
            {
                return resource;
            }

            start += next + 1;
        }
    }

    private byte[] ReadBytes(string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
