using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification.Drift;

/// <summary>
/// The specification of drift: each kind of object and each of its aspects is compared. A change by hand produces one finding, undoing it none.
/// </summary>
public abstract class DriftSpecification : ProviderSpecification
{
    /// <summary>Gets the schema, as a migration, in which everything is changed once.</summary>
    protected abstract string RichSchema { get; }

    /// <summary>Gets the changes.</summary>
    protected abstract IReadOnlyList<DriftCase> Cases { get; }

    /// <summary>Gets what is known not to be compared.</summary>
    protected abstract IReadOnlyList<NotCompared> NotCompared { get; }

    /// <summary>Reads what moves with each change that a look finds; <see langword="null"/> where a change need not move it, or where there is none.</summary>
    protected virtual Task<string?> TokenAsync(TestDatabase database, DriftCase drift) => Task.FromResult<string?>(null);

    [Fact]
    public async Task What_is_named_as_not_compared_gives_no_finding()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("001_rich.sql", RichSchema);
        var subject = await WithManifestAsync(database, folder);
        await using var _ = subject;
        foreach (var blind in NotCompared.Where(blind => blind.Change.Length > 0))
        {
            await database.ExecuteAsync(blind.Change);
            var found = await subject.Guard.CheckAsync(TestContext.Current.CancellationToken);
            found.Findings.ShouldBeEmpty($"{blind.What} is said not to be compared: {Show(found)}");
            await database.ExecuteAsync(blind.Undo);
        }
    }

    [Fact]
    public async Task Each_change_by_hand_gives_exactly_one_finding_and_undoing_it_none()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("001_rich.sql", RichSchema);
        var subject = await WithManifestAsync(database, folder);
        await using var _ = subject;
        var wrong = new List<string>();
        foreach (var drift in Cases)
        {
            var before = await TokenAsync(database, drift);
            await RunAsync(database, drift.Change, drift);
            if (before is not null && await TokenAsync(database, drift) == before)
            {
                wrong.Add($"{drift.Name} does not move the token by which the next start knows that it has to look");
            }

            var report = await subject.Guard.CheckAsync(TestContext.Current.CancellationToken);
            var found = Show(report);
            if (found != $"{drift.Code} {drift.Severity} {drift.Target}")
            {
                wrong.Add(
                    $"{drift.Name}\n  expected: {drift.Code} {drift.Severity} {drift.Target}\n  found:    {found}\n"
                        + $"  {string.Join("\n  ", report.Findings.Select(finding => finding.Message))}"
                );
            }

            await RunAsync(database, drift.Undo, drift);
            var left = await subject.Guard.CheckAsync(TestContext.Current.CancellationToken);
            left.Findings.ShouldBeEmpty($"{drift.Name}, undone by {drift.Undo}, leaves: {Show(left)}");
        }

        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }

    private static async Task<GuardUnderTest> WithManifestAsync(TestDatabase database, MigrationFolder folder)
    {
        await using var writing = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path));
        await writing.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
        var manifest = Path.Combine(folder.Path, "schema.manifest.json");
        await using (var file = File.Create(manifest))
        {
            (await writing.Guard.ReadManifestAsync(TestContext.Current.CancellationToken)).Save(file);
        }

        var subject = new GuardUnderTest(database, guard => guard.AddMigrations(folder.Path).RequireManifest(manifest));
        Show(await subject.Guard.CheckAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        return subject;
    }

    private static string Show(SchemaReport report) =>
        string.Join(", ", report.Findings.Select(finding => $"{finding.Code} {finding.Severity} {finding.Target}"));

    private static async Task RunAsync(TestDatabase database, string sql, DriftCase drift)
    {
        try
        {
            await database.ExecuteAsync(sql);
        }
        catch (System.Data.Common.DbException exception)
        {
            throw new InvalidOperationException($"{drift.Name}: '{sql}' failed: {exception.Message}", exception);
        }
    }
}
