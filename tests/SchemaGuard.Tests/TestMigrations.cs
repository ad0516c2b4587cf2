using SchemaGuard.Configuration;
using SchemaGuard.Migrations;
using SchemaGuard.Migrations.Sources;
using Shouldly;

namespace SchemaGuard.Tests;

/// <summary>Makes migration sets as an application that holds its scripts in strings does.</summary>
internal static class TestMigrations
{
    public const string Guard = "test";

    /// <summary>Makes a set of one module, <c>default</c>.</summary>
    public static MigrationSet Set(params (string Name, string Sql)[] scripts) => Set([Module("default", scripts)]);

    public static MigrationSet Set(params ModuleDefinition[] modules) =>
        new MigrationSetLoader(Guard, [.. modules.Select(module => module.ToSources())], [AppContext.BaseDirectory]).Load();

    public static ModuleDefinition Module(string name, params (string Name, string Sql)[] scripts)
    {
        var module = new ModuleDefinition(name);
        module.Sources.AddRange(scripts.Select(script => new InMemorySource(script.Name, script.Sql)));
        return module;
    }

    /// <summary>Collects one source into module <c>default</c>.</summary>
    public static MigrationCollector Collect(IMigrationSource source, params string[] basePaths)
    {
        var collector = new MigrationCollector("default", basePaths.Length == 0 ? [AppContext.BaseDirectory] : basePaths);
        source.Collect(collector);
        return collector;
    }

    public static Migration Script(string name, string sql, string module = "default") =>
        Set([Module(module, (name, sql))]).Migrations.ShouldHaveSingleItem();
}
