using SchemaGuard.Verification;

namespace SchemaGuard.Migrations;

/// <summary>Collects what was registered for one module: where its migrations are and what it needs.</summary>
internal sealed class ModuleDefinition(string name)
{
    /// <summary>The module of a guard that names none.</summary>
    public const string DefaultName = "default";

    public string Name { get; } = name;

    public List<IMigrationSource> Sources { get; } = [];

    public List<string> RequiredTables { get; } = [];

    public List<string> ForbiddenTables { get; } = [];

    public List<Invariant> Invariants { get; } = [];

    public ModuleDefinition Copy()
    {
        var copy = new ModuleDefinition(Name);
        copy.Sources.AddRange(Sources);
        copy.RequiredTables.AddRange(RequiredTables);
        copy.ForbiddenTables.AddRange(ForbiddenTables);
        copy.Invariants.AddRange(Invariants);
        return copy;
    }
}
