using SchemaGuard.History;
using SchemaGuard.History.Storage;
using SchemaGuard.Migrations;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Splitting;

namespace SchemaGuard.Planning;

/// <summary>The comparison of the migrations of one module with its rows in the history.</summary>
internal sealed class HistoryComparison
{
    private readonly LexicalRules _rules;
    private readonly HistorySignature? _signature;
    private readonly ScriptReader _scripts;
    private readonly List<Migration> _migrations;
    private readonly Dictionary<string, Migration> _byKey;
    private readonly Dictionary<string, List<HistoryRow>> _rowsByKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HistoryRow> _givenUpByKey = new(StringComparer.Ordinal);
    private readonly Migration? _newest;
    private readonly HistoryRow? _newestApplied;

    public HistoryComparison(
        string module,
        MigrationSet set,
        IReadOnlyList<HistoryRow> rows,
        LexicalRules rules,
        HistorySignature? signature,
        ScriptReader scripts
    )
    {
        (_rules, _signature, _scripts) = (rules, signature, scripts);
        _migrations = [.. set.Migrations.Where(migration => ModuleNames.AreSame(migration.Module, module))];
        _byKey = _migrations.ToDictionary(migration => migration.Key, StringComparer.Ordinal);
        _newest = _migrations.LastOrDefault(migration => migration.Version is not null);
        foreach (var row in rows.Where(row => ModuleNames.AreSame(row.Module, module) && row.State != HistoryStates.Withdrawn))
        {
            var key = row.Key;
            if (row.IsGivenUp)
            {
                _givenUpByKey[key] = row;
                continue;
            }

            // What follows this row in the history is newer, and would no longer be newer if the row were finished.
            _givenUpByKey.Remove(key);
            if (!_rowsByKey.TryGetValue(key, out var list))
            {
                _rowsByKey.Add(key, list = []);
            }

            list.Add(row);
            var version = row.ParsedVersion;
            if (version is not null && (_newestApplied is null || version > _newestApplied.ParsedVersion))
            {
                _newestApplied = row;
            }
        }
    }

    /// <summary>Gets how many migrations of the build are completely applied.</summary>
    public int AppliedCount =>
        _migrations.Count(migration => _rowsByKey.TryGetValue(migration.Key, out var rows) && rows[^1].State == HistoryStates.Applied);

    /// <summary>Finds what is wrong with the existing rows.</summary>
    public IEnumerable<Finding> CompareRows()
    {
        var missing = new List<HistoryRow>();
        var future = new List<HistoryRow>();
        foreach (var (key, rows) in _rowsByKey)
        {
            var row = rows[^1];
            if (row.State == HistoryStates.Partial)
            {
                // The preparation of the script decides whether it can be continued; FindUnowned reports one that is not in the build.
                continue;
            }

            var finding = _byKey.TryGetValue(key, out var migration) ? Compare(migration, row, rows) : NotInBuild(row, missing, future);
            if (finding is not null)
            {
                yield return finding;
            }
        }

        if (missing.Count > 0)
        {
            yield return HistoryFindings.Missing(missing, _newest!);
        }

        if (future.Count > 0)
        {
            var breaking = future.Find(row => !IsCompatible(row));
            yield return breaking is null && _newest is not null
                ? HistoryFindings.CompatibleFuture(future, _newest)
                : HistoryFindings.Future(future, _newest, breaking);
        }
    }

    /// <summary>Finds the partly done migrations that are not in the build.</summary>
    public IEnumerable<UnownedMigration> FindUnowned(HistoryRepairs repairs) =>
        _rowsByKey
            .Where(entry => entry.Value[^1].State == HistoryStates.Partial && !_byKey.ContainsKey(entry.Key))
            .Select(entry => entry.Value[^1])
            .Select(row => new UnownedMigration(
                row,
                PartialFindings.Abandoned(row, repairs.UndoneOf(row)),
                row.ParsedVersion is not { } version || ((_newest is null || version > _newest.Version) && IsCompatible(row))
            ));

    /// <summary>Finds the migrations to apply, and adds a finding for each one that is out of order.</summary>
    public IEnumerable<(Migration Migration, HistoryRow? Row)> FindPending(OutOfOrderPolicy policy, List<Finding> findings)
    {
        foreach (var migration in _migrations)
        {
            if (!_rowsByKey.TryGetValue(migration.Key, out var rows))
            {
                if (_newestApplied is not null && migration.Version is { } version && version < _newestApplied.ParsedVersion)
                {
                    findings.Add(HistoryFindings.OutOfOrder(migration, _newestApplied, policy));
                }

                yield return (migration, GivenUp(migration));
            }
            else if (rows[^1].State == HistoryStates.Partial)
            {
                yield return (migration, rows[^1]);
            }
            else if (migration.Kind == MigrationKind.Repeatable && IsToBeApplied(migration, rows))
            {
                yield return (migration, GivenUp(migration));
            }
        }
    }

    /// <summary>Finds the row of a run of which nothing is left, so that the next run may use it.</summary>
    private HistoryRow? GivenUp(Migration migration) => _givenUpByKey.GetValueOrDefault(migration.Key);

    /// <summary>Determines whether this build works on a database after a migration that it does not have.</summary>
    private bool IsCompatible(HistoryRow row) =>
        row.CompatibleFrom is { } oldest
        && (
            oldest == ScriptCompatibility.WithEveryBuild
            || _newest is not null && MigrationVersion.IsCanonical(oldest) && MigrationVersion.FromCanonical(oldest) <= _newest.Version
        );

    private Finding? Compare(Migration migration, HistoryRow row, List<HistoryRow> rows)
    {
        if (row.Checksum == migration.Checksum.ToString())
        {
            return row.Name == migration.Name ? null : HistoryFindings.Renamed(migration, row);
        }

        if (migration.Kind == MigrationKind.Repeatable)
        {
            return IsToBeApplied(migration, rows) ? null : HistoryFindings.NewerRepeatable(migration, row);
        }

        return migration.Kind == MigrationKind.Sql && TokenHash.OfScript(_scripts.Read(migration), _rules) == row.TokenHash
            ? HistoryFindings.Reformatted(migration, row)
            : HistoryFindings.ChecksumMismatch(migration, row);
    }

    /// <summary>
    /// Determines whether the content of a repeatable migration is to be applied, which requires that different content was applied last.
    /// If the build's own content was applied before that, it is to be restored, unless the build is older than the one that replaced it
    /// and only restarts beside it: applying it again would make the two take turns.
    /// </summary>
    private bool IsToBeApplied(Migration migration, List<HistoryRow> rows)
    {
        var checksum = migration.Checksum.ToString();
        return rows[^1].Checksum != checksum
            && (rows.FindLast(row => row.Checksum == checksum) is not { } earlier || !IsOlderBuild(earlier, rows[^1]));
    }

    /// <summary>
    /// Determines whether another build is newer: it has applied versions that this one does not have, or its signature shows it.
    /// </summary>
    private bool IsOlderBuild(HistoryRow earlier, HistoryRow latest) =>
        (_newestApplied is not null && (_newest is null || _newestApplied.ParsedVersion > _newest.Version))
        || BuildAge.IsOlder(_signature, earlier, latest);

    /// <summary>Classifies a row that the build does not have. A whole release of them is one finding, not sixty.</summary>
    private Finding? NotInBuild(HistoryRow row, List<HistoryRow> missing, List<HistoryRow> future)
    {
        if (row.ParsedVersion is not { } version)
        {
            return HistoryFindings.MissingRepeatable(row);
        }

        (_newest is null || version > _newest.Version ? future : missing).Add(row);
        return null;
    }
}
