using System.Data.Common;
using System.Globalization;
using SchemaGuard.Commands;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution.Transactions;

/// <summary>
/// The guard's own statements on one session, prepared where each text is first used, and then run by name. What was prepared outlives a transaction
/// that is rolled back.
/// </summary>
internal sealed class PreparedTexts(IStatementPreparation preparation)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>A name prefix that no script uses, and no other run on a session that a pool reuses.</summary>
    private readonly string _prefix = $"schemaguard_{Guid.NewGuid():N}_";

    /// <summary>Creates the texts with the database's way of preparing; <see langword="null"/> if it has none.</summary>
    public static PreparedTexts? With(IStatementPreparation? preparation) => preparation is null ? null : new PreparedTexts(preparation);

    /// <summary>Adds a statement.</summary>
    public void Add(DbBatch batch, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_names.TryGetValue(sql, out var name))
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{_prefix}{_names.Count + 1}");
            _names.Add(sql, name);
            batch.Add(preparation.Prepare(name, sql, parameters));
        }

        batch.Add(preparation.Execute(name, parameters));
    }

    /// <summary>Gets the names of what was prepared, or was to be.</summary>
    public IReadOnlyCollection<string> Names => _names.Values;

    /// <summary>Adds the commands that make the session forget some of it.</summary>
    public void Forget(DbBatch batch, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            batch.Add(preparation.Forget(name));
        }
    }
}
