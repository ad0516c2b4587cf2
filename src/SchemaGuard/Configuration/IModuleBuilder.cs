using SchemaGuard.Configuration;

namespace SchemaGuard;

/// <summary>
/// The target to which migrations and requirements are added: a guard, for its default module, or a module. Not meant to be implemented
/// elsewhere.
/// </summary>
public interface IModuleBuilder
{
    /// <summary>Gets what has been collected.</summary>
    internal ModuleDefinition Definition { get; }
}
