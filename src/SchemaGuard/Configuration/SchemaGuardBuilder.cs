using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using SchemaGuard.Configuration;
using SchemaGuard.Providers;

namespace SchemaGuard;

/// <summary>
/// A builder of one guard. <c>Use…</c> chooses its database, exactly once; <c>Add…</c>, <c>Require…</c> and <c>Forbid…</c> may be repeated.
/// Not thread-safe.
/// </summary>
public sealed class SchemaGuardBuilder : IModuleBuilder
{
    private readonly GuardDefinition _definition;

    internal SchemaGuardBuilder(GuardDefinition definition, IServiceCollection services)
    {
        _definition = definition;
        Services = services;
    }

    /// <summary>Gets the guard's name.</summary>
    public string Name => _definition.Name;

    /// <summary>Gets the services that the guard is registered in.</summary>
    public IServiceCollection Services { get; }

    ModuleDefinition IModuleBuilder.Definition => _definition.DefaultModule;

    /// <summary>Chooses the database. Providers call it from their <c>Use…</c> methods.</summary>
    /// <param name="create">Creates the provider when the guard is first used.</param>
    /// <exception cref="InvalidOperationException">A database has already been chosen.</exception>
    [Experimental("SG9001")]
    public SchemaGuardBuilder UseProvider(Func<ProviderContext, IDatabaseProvider> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        if (_definition.CreateProvider is not null)
        {
            throw new InvalidOperationException(ConfigurationMessages.SecondProvider(Name));
        }

        _definition.CreateProvider = create;
        return this;
    }

    /// <summary>
    /// Adds a module: a set of migrations with its own version line, such as those of one of several services that share a database.
    /// </summary>
    /// <param name="name">The module's name. It is stored with each migration, so never change it. Its case does not matter.</param>
    /// <param name="configure">Adds the module's migrations and requirements.</param>
    public SchemaGuardBuilder AddModule(string name, Action<ModuleBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        configure(new ModuleBuilder(_definition.GetOrAddModule(name)));
        return this;
    }
}
