using System.Data.Common;
using System.Reflection;

namespace SchemaGuard.Cli.Drivers;

/// <summary>The search for the factory of an ADO.NET driver: a public <see cref="DbProviderFactory"/> with a static <c>Instance</c>.</summary>
internal static class DriverFactory
{
    private const string Instance = "Instance";

    /// <summary>Finds the factory in an assembly.</summary>
    /// <returns>The factory, or <see langword="null"/> if the assembly has none.</returns>
    /// <exception cref="TargetInvocationException">The driver's own code failed.</exception>
    public static DbProviderFactory? FindIn(Assembly assembly) =>
        TypesOf(assembly)
            .Where(type => type.IsVisible && type.IsSubclassOf(typeof(DbProviderFactory)))
            .Select(InstanceOf)
            .FirstOrDefault(factory => factory is not null);

    /// <summary>Returns the types that can be loaded. Others may depend on something that is missing.</summary>
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
