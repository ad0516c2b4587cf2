using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;

namespace SchemaGuard.Benchmarks.Peers;

/// <summary>
/// Makes what tools want whose migrations are classes: an assembly with one class for each file of a folder, as their users would write it, that
/// runs the file's text. It is kept beside the files, so that a process which is measured only loads it.
/// </summary>
internal static class MigrationClasses
{
    private static readonly ConcurrentDictionary<Assembly, string> Folders = new();

    /// <summary>Gives the classes of a folder's files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="ancestor">The class that they derive from.</param>
    /// <param name="attributes">Gives the attributes of a file's class, by the file's name without its ending.</param>
    public static Assembly Load(string folder, Type ancestor, Func<string, IEnumerable<CustomAttributeBuilder>> attributes)
    {
        var path = Path.Combine(folder, $"{ancestor.Name}.dll");
        if (!File.Exists(path))
        {
            Generate(folder, ancestor, attributes).Save(path);
        }

        var assembly = Assembly.Load(File.ReadAllBytes(path));
        Folders[assembly] = folder;
        return assembly;
    }

    /// <summary>Reads the file that a class stands for.</summary>
    public static string ReadScript(Type migration) => File.ReadAllText(Path.Combine(Folders[migration.Assembly], $"{migration.Name}.sql"));

    private static PersistedAssemblyBuilder Generate(
        string folder,
        Type ancestor,
        Func<string, IEnumerable<CustomAttributeBuilder>> attributes
    )
    {
        var name = new AssemblyName($"{ancestor.Name}{Guid.NewGuid():N}");
        var assembly = new PersistedAssemblyBuilder(name, typeof(object).Assembly);
        var module = assembly.DefineDynamicModule(name.Name!);
        foreach (var file in Directory.GetFiles(folder, "*.sql").Order(StringComparer.Ordinal))
        {
            var stem = Path.GetFileNameWithoutExtension(file);
            var type = module.DefineType(stem, TypeAttributes.Public | TypeAttributes.Sealed, ancestor);
            type.DefineDefaultConstructor(MethodAttributes.Public);
            foreach (var attribute in attributes(stem))
            {
                type.SetCustomAttribute(attribute);
            }

            type.CreateType();
        }

        return assembly;
    }
}
