using SchemaGuard.Configuration;

namespace SchemaGuard;

/// <summary>Collects the migrations and requirements of one module. Not thread-safe.</summary>
public sealed class ModuleBuilder : IModuleBuilder
{
    private readonly ModuleDefinition _definition;

    internal ModuleBuilder(ModuleDefinition definition) => _definition = definition;

    ModuleDefinition IModuleBuilder.Definition => _definition;
}
