using SchemaGuard.Specification.Infrastructure;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests.Catalog;

/// <summary>Writes manifests of databases and compares others with them.</summary>
internal static class NoAlarm
{
    /// <summary>Writes what a database holds.</summary>
    /// <returns>The path of the manifest.</returns>
    public static async Task<string> WriteManifestAsync(TestDatabase database, MigrationFolder folder)
    {
        await using var subject = new GuardUnderTest(database, _ => { });
        var path = Path.Combine(folder.Path, "schema.manifest.json");
        await using var file = File.Create(path);
        (await subject.Guard.ReadManifestAsync(TestContext.Current.CancellationToken)).Save(file);
        return path;
    }

    /// <summary>Compares a database with a manifest.</summary>
    public static async Task<IReadOnlyList<Finding>> FindAsync(TestDatabase database, string manifest) =>
        [
            .. (await GuardUnderTest.CheckAsync(database, guard => guard.RequireManifest(manifest))).Findings.Where(finding =>
                finding.Code != FindingCodes.OtherHistory
            ),
        ];

    /// <summary>Writes findings for a failure's message.</summary>
    public static string Show(IEnumerable<Finding> findings) =>
        string.Join(
            '\n',
            findings.Select(finding => $"{finding.Code} {finding.Severity} {finding.Message} [{finding.Expected}] [{finding.Actual}]")
        );
}
