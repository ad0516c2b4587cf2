using SchemaGuard.Inspection;
using SchemaGuard.Verification;
using SchemaGuard.Verification.Manifests;

namespace SchemaGuard.Configuration;

/// <summary>The builder of the requirements of a guard from those of its modules, with types in the provider's spelling.</summary>
internal static class RequirementsBuilder
{
    /// <summary>Builds the requirements.</summary>
    /// <param name="modules">The modules.</param>
    /// <param name="spelling">The dialect, which knows the names of types.</param>
    /// <param name="basePaths">The folders in which the relative path of a manifest is looked up.</param>
    /// <param name="problems">The list that receives a sentence for each manifest that cannot be read.</param>
    public static Requirements Build(
        IReadOnlyList<ModuleDefinition> modules,
        ICatalogSpelling spelling,
        IReadOnlyList<string> basePaths,
        List<string> problems
    )
    {
        var named = modules.SelectMany(module => module.RequiredTables).Distinct(StringComparer.Ordinal).ToList();
        var described = modules.SelectMany(module => module.RequiredObjects).ToList();
        var tables = described.Where(required => required.Kind == SchemaObjectKind.Table).Select(ObjectNames.Display);
        return new Requirements
        {
            RequiredTables = [.. named.Concat(tables).Distinct(StringComparer.Ordinal)],
            ForbiddenTables = [.. modules.SelectMany(module => module.ForbiddenTables).Distinct(StringComparer.Ordinal)],
            Objects = [.. named.Select(TableOf), .. described.Select(required => Spell(required, spelling))],
            Manifests =
            [
                .. modules.SelectMany(module => module.Manifests).Select(source => source.Read(basePaths, problems)).OfType<ManifestFile>(),
            ],
            Adjustments = [.. modules.SelectMany(module => module.Adjustments)],
            Privileges = [.. modules.SelectMany(module => module.Privileges)],
            Probes = [.. modules.SelectMany(module => module.Probes)],
            Invariants = [.. modules.SelectMany(module => module.Invariants)],
        };
    }

    private static SchemaObject TableOf(string written)
    {
        var (schema, name) = ObjectNames.SchemaAndName(written);
        return new SchemaObject(SchemaObjectKind.Table, schema, table: null, name);
    }

    private static SchemaObject Spell(SchemaObject required, ICatalogSpelling spelling) =>
        required[AspectNames.Type] is null
            ? required
            : new SchemaObject(
                required.Kind,
                required.Schema,
                required.Table,
                required.Name,
                [
                    .. required.Aspects.Select(aspect =>
                        aspect.Name == AspectNames.Type ? aspect with { Value = spelling.CanonicalType(aspect.Value) } : aspect
                    ),
                ]
            );
}
