using System.Reflection;
using SchemaGuard;
using SchemaGuard.Migrations.Sources;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extension methods that add migrations to a guard or to one of its modules.</summary>
public static class ModuleBuilderMigrationExtensions
{
    /// <summary>Adds the SQL files of a folder.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="folder">The folder; if relative, looked up in the content root, then beside the application.</param>
    /// <param name="configure">States which files are migrations.</param>
    public static TBuilder AddMigrations<TBuilder>(this TBuilder builder, string folder, Action<FolderOptions>? configure = null)
        where TBuilder : IModuleBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var options = new FolderOptions();
        configure?.Invoke(options);
        builder.Definition.Sources.Add(new FolderSource(folder, options));
        return builder;
    }

    /// <summary>Adds the SQL files that are embedded in an assembly.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="assembly">The assembly.</param>
    /// <param name="prefix">The beginning of the resource names, such as <c>MyApp.migrations.</c>; <see langword="null"/> for every
    /// embedded SQL file.</param>
    public static TBuilder AddMigrationsFromAssembly<TBuilder>(this TBuilder builder, Assembly assembly, string? prefix = null)
        where TBuilder : IModuleBuilder
    {
        ArgumentNullException.ThrowIfNull(assembly);
        builder.Definition.Sources.Add(new AssemblySource(assembly, prefix));
        return builder;
    }

    /// <summary>Adds one migration written as a string of SQL.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="name">Its name with the version, such as <c>001_create_jobs</c>.</param>
    /// <param name="sql">The script.</param>
    public static TBuilder AddMigration<TBuilder>(this TBuilder builder, string name, string sql)
        where TBuilder : IModuleBuilder
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(sql);
        builder.Definition.Sources.Add(new InMemorySource(name, sql));
        return builder;
    }

    /// <summary>
    /// Adds one migration written in C#. It runs in the migration's transaction. Its content cannot be hashed, so its name alone tells
    /// whether it is applied.
    /// </summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="name">Its name with the version, such as <c>20251111_backfill</c>.</param>
    /// <param name="migrate">The code.</param>
    public static TBuilder AddMigration<TBuilder>(
        this TBuilder builder,
        string name,
        Func<MigrationContext, CancellationToken, Task> migrate
    )
        where TBuilder : IModuleBuilder
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(migrate);
        builder.Definition.Sources.Add(new InMemorySource(name, migrate));
        return builder;
    }

    /// <summary>Adds one migration written in C#, with options that correspond to the directives of a script.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="name">Its name with the version, such as <c>20251111_backfill</c>.</param>
    /// <param name="migrate">The code.</param>
    /// <param name="options">The options, such as the builds it is compatible with, and how long it may run.</param>
    public static TBuilder AddMigration<TBuilder>(
        this TBuilder builder,
        string name,
        Func<MigrationContext, CancellationToken, Task> migrate,
        CodeMigrationOptions options
    )
        where TBuilder : IModuleBuilder
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(migrate);
        ArgumentNullException.ThrowIfNull(options);
        builder.Definition.Sources.Add(new InMemorySource(name, migrate, options));
        return builder;
    }
}
