using System.Data.Common;
using System.Reflection;

namespace SchemaGuard.Cli.Drivers;

/// <summary>Finds the factory in which an ADO.NET driver begins: a public <see cref="DbProviderFactory"/> with a static <c>Instance</c>.</summary>
internal static class DriverFactory
{
    private const string Instance = "Instance";

    /// <summary>Finds the factory.</summary>
    /// <returns>The factory, or nothing where the assembly has none.</returns>
    /// <exception cref="TargetInvocationException">The driver's own code failed.</exception>
    public static DbProviderFactory? FindIn(Assembly assembly) =>
        TypesOf(assembly)
            .Where(type => type.IsVisible && type.IsSubclassOf(typeof(DbProviderFactory)))
            .Select(InstanceOf)
            .FirstOrDefault(factory => factory is not null);

    /// <summary>Gets the types that can be loaded: others may be built on a dependency that is missing.</summary>
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }

    private static DbProviderFactory? InstanceOf(Type type)
    {
        const BindingFlags PublicStatic = BindingFlags.Public | BindingFlags.Static;
        var value = type.GetField(Instance, PublicStatic)?.GetValue(null) ?? type.GetProperty(Instance, PublicStatic)?.GetValue(null);
        return value as DbProviderFactory;
    }
}
