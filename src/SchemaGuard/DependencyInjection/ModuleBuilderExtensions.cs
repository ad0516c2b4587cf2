using System.Reflection;
using SchemaGuard;
using SchemaGuard.Inspection;
using SchemaGuard.Migrations;
using SchemaGuard.Verification;
using SchemaGuard.Verification.Manifests;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds migrations and requirements to a guard or to one of its modules.</summary>
public static class ModuleBuilderExtensions
{
    /// <summary>Adds the SQL files of a folder.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="folder">The folder; if relative, looked up in the content root, then beside the application.</param>
    /// <param name="configure">Says which files are migrations.</param>
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
    /// <param name="prefix">The beginning of the resource names, such as <c>MyApp.migrations.</c>; <see langword="null"/> for every embedded SQL file.</param>
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

    /// <summary>Adds one migration written in C#. It runs in the migration's transaction. Its content cannot be hashed: it counts as applied by its name.</summary>
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

    /// <summary>Adds one migration written in C#, and says of it what a script says with directives.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="name">Its name with the version, such as <c>20251111_backfill</c>.</param>
    /// <param name="migrate">The code.</param>
    /// <param name="options">With which builds it is compatible, and how long it may run.</param>
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

    /// <summary>States that tables must exist.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="tables">Their names, as <c>table</c> or <c>schema.table</c>.</param>
    public static TBuilder RequireTables<TBuilder>(this TBuilder builder, params IEnumerable<string> tables)
        where TBuilder : IModuleBuilder
    {
        builder.Definition.RequiredTables.AddRange(tables);
        return builder;
    }

    /// <summary>States that a table must exist, and what it must have.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="table">Its name, as <c>table</c> or <c>schema.table</c>.</param>
    /// <param name="configure">States columns, keys and indexes. What is not stated is not looked at.</param>
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

    /// <summary>States that a view must exist.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="view">Its name, as <c>view</c> or <c>schema.view</c>.</param>
    public static TBuilder RequireView<TBuilder>(this TBuilder builder, string view)
        where TBuilder : IModuleBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(view);
        var (schema, name) = RequirementsBuilder.NameOf(view);
        builder.Definition.RequiredObjects.Add(new SchemaObject(SchemaObjectKind.View, schema, table: null, name));
        return builder;
    }

    /// <summary>States that an extension of PostgreSQL must be installed in the database.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="extension">Its name, such as <c>pgcrypto</c>.</param>
    public static TBuilder RequireExtension<TBuilder>(this TBuilder builder, string extension)
        where TBuilder : IModuleBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(extension);
        builder.Definition.RequiredObjects.Add(new SchemaObject(SchemaObjectKind.Extension, schema: null, table: null, extension));
        return builder;
    }

    /// <summary>States that the whole schema must be as a manifest says, which <c>schemaguard manifest</c> has written.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="path">The file; if relative, looked up in the content root, then beside the application.</param>
    public static TBuilder RequireManifest<TBuilder>(this TBuilder builder, string path)
        where TBuilder : IModuleBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        builder.Definition.Manifests.Add(new FileManifest(path));
        return builder;
    }

    /// <summary>States that the whole schema must be as a manifest says that is embedded in an assembly.</summary>
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
    /// States what the application's user must be able to do with tables. Asked at each start on the connection that serves the application, even where another one
    /// migrates; a privilege that is missing is an error with the statement that gives it. Sequences are not looked at: where rows are
    /// numbered by <c>nextval</c>, their USAGE has to be given as well. SQLite knows no users: there nothing is asked.
    /// </summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="privileges">What it must be able to do.</param>
    /// <param name="tables">The tables, as <c>table</c> or <c>schema.table</c>; none for every table that the guard requires in code or by a manifest.</param>
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

    /// <summary>States that tables must not exist any more.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="tables">Their names, as <c>table</c> or <c>schema.table</c>.</param>
    public static TBuilder ForbidTables<TBuilder>(this TBuilder builder, params IEnumerable<string> tables)
        where TBuilder : IModuleBuilder
    {
        builder.Definition.ForbiddenTables.AddRange(tables);
        return builder;
    }

    /// <summary>States what a query on data must give. It runs at each start, read-only, within <see cref="SchemaGuardOptions.InvariantTimeout"/>.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="name">What must hold, in words for people, such as <c>every event has a job</c>.</param>
    /// <param name="sql">The query.</param>
    /// <param name="expected">What it must give: a number, or <see cref="Expect.AtLeast"/>, <see cref="Expect.NoRows"/> and their like.</param>
    public static TBuilder AddInvariant<TBuilder>(this TBuilder builder, string name, string sql, Expect expected)
        where TBuilder : IModuleBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(sql);
        ArgumentNullException.ThrowIfNull(expected);
        builder.Definition.Invariants.Add(new Invariant(name, sql, expected));
        return builder;
    }

    /// <summary>States what a query on data must give, and how bad it is when it does not.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="name">What must hold, in words for people.</param>
    /// <param name="sql">The query.</param>
    /// <param name="expected">What it must give.</param>
    /// <param name="severity">The severity of the finding when it gives something else.</param>
    public static TBuilder AddInvariant<TBuilder>(this TBuilder builder, string name, string sql, Expect expected, FindingSeverity severity)
        where TBuilder : IModuleBuilder
    {
        builder.AddInvariant(name, sql, expected);
        var invariants = builder.Definition.Invariants;
        invariants[^1] = invariants[^1] with { Severity = severity };
        return builder;
    }

    /// <summary>States that a query must be able to use an index. The database is asked for its plan at each start.</summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="name">What must be fast, in words for people, such as <c>jobs are found by status</c>.</param>
    /// <param name="query">The query, with values in the place of parameters.</param>
    /// <param name="index">The index's name.</param>
    public static TBuilder AddIndexProbe<TBuilder>(this TBuilder builder, string name, string query, string index)
        where TBuilder : IModuleBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        ArgumentException.ThrowIfNullOrWhiteSpace(index);
        builder.Definition.Probes.Add(new Probe(name, [query], index));
        return builder;
    }

    /// <summary>
    /// States that the application may write. The statements run at each start in a transaction that is always rolled back; each must give or change a row. Numbers
    /// that a sequence or an automatic key has given are not given again. Left out where nothing can be written, as on a standby.
    /// </summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="name">What must work, in words for people, such as <c>jobs can be written</c>.</param>
    /// <param name="statements">What is tried, in order: insert, read, update, delete.</param>
    public static TBuilder AddWriteProbe<TBuilder>(this TBuilder builder, string name, params IEnumerable<string> statements)
        where TBuilder : IModuleBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var probe = new Probe(name, [.. statements], Index: null);
        ArgumentOutOfRangeException.ThrowIfZero(probe.Statements.Count, nameof(statements));
        builder.Definition.Probes.Add(probe);
        return builder;
    }

    /// <summary>
    /// Gives findings about the catalog or the data that are known another severity. The reason is reported with each. A finding stands for what only follows from it; where no error remains
    /// and something that follows would be one, that is reported, too, and is to be adjusted by itself.
    /// </summary>
    /// <param name="builder">The guard or module.</param>
    /// <param name="code">The code, one of <see cref="FindingCodes"/> that begins with <c>SG2</c> or <c>SG3</c>.</param>
    /// <param name="severity">The severity that they get.</param>
    /// <param name="reason">Why, for those who read the report: since when it is known, and what comes of it.</param>
    /// <param name="target">The pattern of the targets, with <c>*</c> for any text, such as <c>jobs.*</c>.</param>
    public static TBuilder AdjustFinding<TBuilder>(
        this TBuilder builder,
        string code,
        FindingSeverity severity,
        string reason,
        string target = "*"
    )
        where TBuilder : IModuleBuilder
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        builder.Definition.Adjustments.Add(new FindingAdjustment(code, target, severity, reason));
        return builder;
    }
}
