namespace SchemaGuard;

/// <summary>The guards of an application. Thread-safe.</summary>
public interface ISchemaGuards
{
    /// <summary>Gets all guards, in the order in which they were registered.</summary>
    /// <exception cref="SchemaGuardConfigurationException">A guard's options are wrong.</exception>
    IReadOnlyList<ISchemaGuard> All { get; }

    /// <summary>Gets a guard by its name.</summary>
    /// <param name="name">The name; <c>default</c> for the guard that was registered without one.</param>
    /// <exception cref="SchemaGuardConfigurationException">No guard has that name, or its options are wrong.</exception>
    ISchemaGuard Get(string name);
}
