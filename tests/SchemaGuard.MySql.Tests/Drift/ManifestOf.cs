using SchemaGuard.Specification.Infrastructure;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>Writes manifests of databases into the folder of their migrations.</summary>
internal static class ManifestOf
{
    /// <summary>Migrates a database and writes what it then holds.</summary>
    /// <returns>The path of the manifest.</returns>
    public static async Task<string> MigratedAsync(TestDatabase database, MigrationFolder folder)
    {
        await using var subject = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path));
        await subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
        var path = Path.Combine(folder.Path, "schema.manifest.json");
        await using var file = File.Create(path);
        (await subject.Guard.ReadManifestAsync(TestContext.Current.CancellationToken)).Save(file);
        return path;
    }

    /// <summary>Compares a database with a manifest.</summary>
    public static async Task<IReadOnlyList<Finding>> FindingsAsync(TestDatabase database, MigrationFolder folder, string manifest) =>
        (await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path).RequireManifest(manifest))).Findings;

    /// <summary>Writes findings for a failure's message.</summary>
    public static string Show(IEnumerable<Finding> findings) =>
        string.Join(
            '\n',
            findings.Select(finding => $"{finding.Code} {finding.Severity} {finding.Message} [{finding.Expected}] [{finding.Actual}]")
        );
}
