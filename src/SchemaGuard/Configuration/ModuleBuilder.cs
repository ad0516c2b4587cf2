using SchemaGuard.Configuration;

namespace SchemaGuard;

/// <summary>A builder of one module, which collects its migrations and requirements. Not thread-safe.</summary>
public sealed class ModuleBuilder : IModuleBuilder
{
    private readonly ModuleDefinition _definition;

    internal ModuleBuilder(ModuleDefinition definition) => _definition = definition;

    ModuleDefinition IModuleBuilder.Definition => _definition;
}
