using SchemaGuard.Configuration;

namespace SchemaGuard;

/// <summary>Is what migrations and requirements are added to: a guard, for its default module, or a module. Not for implementation elsewhere.</summary>
public interface IModuleBuilder
{
    /// <summary>Gets what has been collected.</summary>
    internal ModuleDefinition Definition { get; }
}
