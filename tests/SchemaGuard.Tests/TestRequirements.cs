using SchemaGuard.Configuration;
using SchemaGuard.Verification;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.Tests;

/// <summary>Makes requirements of one module.</summary>
internal static class TestRequirements
{
    public static Requirements Of(string[] required, string[] forbidden, params Invariant[] invariants)
    {
        var module = new ModuleDefinition("default");
        module.RequiredTables.AddRange(required);
        module.ForbiddenTables.AddRange(forbidden);
        module.Invariants.AddRange(invariants);
        return RequirementsBuilder.Build([module], new TestDialect(), basePaths: [], problems: []);
    }
}
