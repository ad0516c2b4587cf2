using System.Reflection;
using SchemaGuard;
using SchemaGuard.Inspection;
using SchemaGuard.Verification.Expectations;
using SchemaGuard.Verification.Manifests;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extension methods that state what a guard or one of its modules requires of the catalog.</summary>
public static class ModuleBuilderExtensions
{
    /// <summary>Requires tables to exist.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="tables">Their names, as <c>table</c> or <c>schema.table</c>.</param>
    public static TBuilder RequireTables<TBuilder>(this TBuilder builder, params IEnumerable<string> tables)
        where TBuilder : IModuleBuilder
    {
        builder.Definition.RequiredTables.AddRange(tables);
        return builder;
    }

    /// <summary>Requires a table to exist, with certain columns, keys and indexes.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="table">Its name, as <c>table</c> or <c>schema.table</c>.</param>
    /// <param name="configure">States the columns, keys and indexes. What is not stated is not checked.</param>
    public static TBuilder RequireTable<TBuilder>(this TBuilder builder, string table, Action<TableRequirement> configure)
        where TBuilder : IModuleBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(table);
        ArgumentNullException.ThrowIfNull(configure);
        var requirement = new TableRequirement(table);
        configure(requirement);
        builder.Definition.RequiredObjects.AddRange(requirement.Objects);
        return builder;
    }

    /// <summary>Requires a view to exist.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="view">Its name, as <c>view</c> or <c>schema.view</c>.</param>
    public static TBuilder RequireView<TBuilder>(this TBuilder builder, string view)
        where TBuilder : IModuleBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(view);
        var (schema, name) = ObjectNames.SchemaAndName(view);
        builder.Definition.RequiredObjects.Add(new SchemaObject(SchemaObjectKind.View, schema, table: null, name));
        return builder;
    }

    /// <summary>Requires a PostgreSQL extension to be installed in the database.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="extension">Its name, such as <c>pgcrypto</c>.</param>
    public static TBuilder RequireExtension<TBuilder>(this TBuilder builder, string extension)
        where TBuilder : IModuleBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(extension);
        builder.Definition.RequiredObjects.Add(new SchemaObject(SchemaObjectKind.Extension, schema: null, table: null, extension));
        return builder;
    }

    /// <summary>Requires the whole schema to match a manifest, as <c>schemaguard manifest</c> writes it.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="path">The file; if relative, looked up in the content root, then beside the application.</param>
    public static TBuilder RequireManifest<TBuilder>(this TBuilder builder, string path)
        where TBuilder : IModuleBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        builder.Definition.Manifests.Add(new FileManifest(path));
        return builder;
    }

    /// <summary>Requires the whole schema to match a manifest that is embedded in an assembly.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="assembly">The assembly.</param>
    /// <param name="resource">The resource's name, or its end after a dot, such as <c>schema.manifest.json</c>.</param>
    public static TBuilder RequireManifestFromAssembly<TBuilder>(this TBuilder builder, Assembly assembly, string resource)
        where TBuilder : IModuleBuilder
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentException.ThrowIfNullOrWhiteSpace(resource);
        builder.Definition.Manifests.Add(new EmbeddedManifest(assembly, resource));
        return builder;
    }

    /// <summary>
    /// Requires the application's user to have privileges on tables. They are checked at each start on the connection that serves the
    /// application, even
    /// if another one migrates. A missing privilege is an error that shows the statement which grants it. Sequences are not checked: if rows are
    /// numbered by <c>nextval</c>, USAGE on the sequences must be granted as well. SQLite has no users, so nothing is checked there.
    /// </summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="privileges">The privileges.</param>
    /// <param name="tables">The tables, as <c>table</c> or <c>schema.table</c>. If there are none, every table that the guard requires in
    /// code or by a manifest.</param>
    public static TBuilder RequirePrivileges<TBuilder>(this TBuilder builder, TablePrivileges privileges, params IEnumerable<string> tables)
        where TBuilder : IModuleBuilder
    {
        if (privileges is TablePrivileges.None or < TablePrivileges.None or > TablePrivileges.All)
        {
            throw new ArgumentOutOfRangeException(
                nameof(privileges),
                privileges,
                "Name at least one of Select, Insert, Update and Delete."
            );
        }

        builder.Definition.Privileges.Add(new PrivilegeRequirement(privileges, [.. tables]));
        return builder;
    }

    /// <summary>Requires tables to be absent.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="tables">Their names, as <c>table</c> or <c>schema.table</c>.</param>
    public static TBuilder ForbidTables<TBuilder>(this TBuilder builder, params IEnumerable<string> tables)
        where TBuilder : IModuleBuilder
    {
        builder.Definition.ForbiddenTables.AddRange(tables);
        return builder;
    }
}
