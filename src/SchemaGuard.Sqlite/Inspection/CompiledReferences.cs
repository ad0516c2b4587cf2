using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SchemaGuard.Inspection;
using SchemaGuard.Sqlite.Statements;
using SQLitePCL;

namespace SchemaGuard.Sqlite.Inspection;

/// <summary>
/// A search for views and triggers that refer to missing tables or columns. SQLite compiles the statements that use them, and runs none.
/// </summary>
internal sealed class CompiledReferences(DbConnection connection, Snapshot snapshot)
{
    private static readonly string[] Gone = ["no such table: ", "no such column: "];

    /// <summary>Compiles a query of each view, and a statement of each kind that fires triggers.</summary>
    public async Task<IReadOnlyList<CatalogFault>> FindAsync(CancellationToken cancellationToken)
    {
        var faults = new List<CatalogFault>();
        foreach (var view in snapshot.Objects.Where(found => found.Kind == SchemaObjectKind.View))
        {
            if (await MissesAsync($"SELECT * FROM {Qualified(view.Name)}", cancellationToken).ConfigureAwait(false) is { } missing)
            {
                faults.Add(FaultMessages.View(view, missing));
            }
        }

        foreach (
            var triggers in snapshot
                .Objects.Where(found => found.Kind == SchemaObjectKind.Trigger)
                .GroupBy(trigger => trigger.Table!, StringComparer.Ordinal)
        )
        {
            faults.AddRange(await TriggersAsync(triggers.Key, [.. triggers], cancellationToken).ConfigureAwait(false));
        }

        return faults;
    }

    private async Task<IReadOnlyList<CatalogFault>> TriggersAsync(
        string table,
        IReadOnlyList<SchemaObject> triggers,
        CancellationToken cancellationToken
    )
    {
        var faults = new Dictionary<SchemaObject, CatalogFault>();
        foreach (var statement in Statements(table))
        {
            if (await MissesAsync(statement, cancellationToken).ConfigureAwait(false) is not { } missing)
            {
                continue;
            }

            // Several triggers fire at once, and the missing object may belong to a foreign key: only the triggers that name it are reported.
            var name = missing.Split('.')[^1];
            foreach (var trigger in triggers.Where(trigger => Mentions(trigger, name)))
            {
                faults.TryAdd(trigger, FaultMessages.Trigger(trigger, missing));
            }
        }

        return [.. faults.Values];
    }

    private IEnumerable<string> Statements(string table)
    {
        var name = Qualified(table);
        yield return $"INSERT INTO {name} DEFAULT VALUES";
        yield return $"DELETE FROM {name}";
        var columns = snapshot
            .Objects.Where(found => found.Kind == SchemaObjectKind.Column && found.Table == table && found[AspectNames.Generated] is null)
            .Select(column => $"{Identifier.Quote(column.Name)} = {Identifier.Quote(column.Name)}")
            .ToList();
        if (columns.Count > 0)
        {
            yield return $"UPDATE {name} SET {string.Join(", ", columns)}";
        }
    }

    private async Task<string?> MissesAsync(string statement, CancellationToken cancellationToken)
    {
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = $"EXPLAIN {statement}";
            try
            {
                await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
                return null;
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode == raw.SQLITE_ERROR)
            {
                return Missing(exception.Message) is { } missing && !IsOfModule(missing) ? missing : null;
            }
        }
    }

    /// <summary>
    /// Reads the name of the missing object; <see langword="null"/> where something else is wrong, such as a function that only the application has.
    /// </summary>
    private static string? Missing(string message)
    {
        foreach (var words in Gone)
        {
            var start = message.IndexOf(words, StringComparison.Ordinal);
            if (start >= 0)
            {
                return message[(start + words.Length)..].TrimEnd('.', '\'').Replace("main.", "", StringComparison.Ordinal);
            }
        }

        return null;
    }

    /// <summary>
    /// Determines whether a view or trigger calls the missing object, as in <c>generate_series(1, 10)</c>. Such a table belongs to a module that the
    /// application may load for itself, so nothing can be concluded here. The columns of an INSERT stand in parentheses, too.
    /// </summary>
    private bool IsOfModule(string missing)
    {
        var call = new Regex(
            $"""(?<!\binto\s+("?main"?\.)?["`\[]?)(?<![\w$]){Regex.Escape(missing)}["`\]]?\s*\(""",
            RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1)
        );
        return snapshot.Objects.Any(found =>
            found.Kind is SchemaObjectKind.View or SchemaObjectKind.Trigger
            && found[AspectNames.Definition] is { } text
            && call.IsMatch(text)
        );
    }

    private static bool Mentions(SchemaObject trigger, string name) =>
        trigger[AspectNames.Definition]?.Contains(name, StringComparison.OrdinalIgnoreCase) == true;

    private static string Qualified(string name) => $"{CatalogReader.Main}.{Identifier.Quote(name)}";
}
