using SchemaGuard.Inspection;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Verification.Expectations;
using SchemaGuard.Verification.Manifests;

namespace SchemaGuard.Configuration;

/// <summary>The registrations for one module: where its migrations are and what it needs.</summary>
internal sealed class ModuleDefinition(string name)
{
    public string Name { get; } = name;

    /// <summary>Gets the names of the modules whose migrations are applied before those of this one.</summary>
    public List<string> DependsOn { get; } = [];

    public List<IMigrationSource> Sources { get; } = [];

    public List<string> RequiredTables { get; } = [];

    /// <summary>Gets the objects that are required with their aspects, with types as people write them.</summary>
    public List<SchemaObject> RequiredObjects { get; } = [];

    public List<IManifestSource> Manifests { get; } = [];

    public List<string> ForbiddenTables { get; } = [];

    public List<Invariant> Invariants { get; } = [];

    public List<FindingAdjustment> Adjustments { get; } = [];

    public List<DataProbe> Probes { get; } = [];

    public List<PrivilegeRequirement> Privileges { get; } = [];

    /// <summary>Returns where the migrations are.</summary>
    public ModuleSources ToSources() => new(Name, Sources);

    public ModuleDefinition Copy()
    {
        var copy = new ModuleDefinition(Name);
        copy.DependsOn.AddRange(DependsOn);
        copy.Sources.AddRange(Sources);
        copy.RequiredTables.AddRange(RequiredTables);
        copy.RequiredObjects.AddRange(RequiredObjects);
        copy.Manifests.AddRange(Manifests);
        copy.ForbiddenTables.AddRange(ForbiddenTables);
        copy.Invariants.AddRange(Invariants);
        copy.Adjustments.AddRange(Adjustments);
        copy.Probes.AddRange(Probes);
        copy.Privileges.AddRange(Privileges);
        return copy;
    }
}
