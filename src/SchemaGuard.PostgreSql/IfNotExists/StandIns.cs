using System.Globalization;
using SchemaGuard.PostgreSql.Inspection;

namespace SchemaGuard.PostgreSql.IfNotExists;

/// <summary>
/// Tables that take the place of those that a statement refers to. A foreign key to the original would lock it against writers, and a second
/// partition of its parent would overlap the first.
/// </summary>
internal sealed class StandIns
{
    private readonly Dictionary<int, (int End, string Name)> _replacements = [];
    private readonly Dictionary<string, TableName> _originals = new(StringComparer.Ordinal);
    private readonly List<string> _statements = [];

    /// <summary>Gets the statements that create them.</summary>
    public IReadOnlyList<string> Statements => _statements;

    /// <summary>Gets the tables that they stand for, by their own names.</summary>
    public IReadOnlyDictionary<string, TableName> Originals => _originals;

    /// <summary>Gets the names in the statement that they replace, by the place of the first token.</summary>
    public IReadOnlyDictionary<int, (int End, string Name)> Replacements => _replacements;

    /// <summary>Finds what a part of a statement refers to.</summary>
    /// <param name="session">The session.</param>
    /// <param name="text">The statement.</param>
    /// <param name="references">The names to which foreign keys refer.</param>
    /// <param name="parent">The name of the table of which it creates a partition.</param>
    /// <param name="itself">The table that the statement is about.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The stand-ins; <see langword="null"/> where something does not exist, so that the statement could not run.</returns>
    public static async Task<StandIns?> FindAsync(
        ScratchSession session,
        StatementText text,
        IReadOnlyList<(int Start, int End)> references,
        (int Start, int End)? parent,
        FoundRelation itself,
        CancellationToken cancellationToken
    )
    {
        var places = parent is { } name ? [.. references, name] : references;
        var found = await session
            .ResolveAsync([.. places.Select(place => text.Name(place.Start, place.End))], cancellationToken)
            .ConfigureAwait(false);
        var standIns = new StandIns();
        foreach (var (place, table) in places.Zip(found))
        {
            if (table is null)
            {
                return null;
            }

            standIns.Add(place, table, itself, isParent: place == parent);
        }

        return standIns;
    }

    private void Add((int Start, int End) place, FoundRelation table, FoundRelation itself, bool isParent)
    {
        if (table.Oid == itself.Oid)
        {
            _replacements[place.Start] = (place.End, itself.Scratch);
            return;
        }

        var original = new TableName(table.Schema, table.Name);
        var known = _originals.FirstOrDefault(pair => pair.Value == original).Key;
        var name = known ?? string.Create(CultureInfo.InvariantCulture, $"schemaguard_{_originals.Count + 1}");
        _replacements[place.Start] = (place.End, $"pg_temp.{name}");
        if (known is null)
        {
            _originals.Add(name, original);
            _statements.Add(
                isParent
                    ? $"CREATE TEMPORARY TABLE {name} (LIKE {table.Qualified} INCLUDING ALL) PARTITION BY {table.Partitioning}"
                    : $"CREATE TEMPORARY TABLE {name} (LIKE {table.Qualified} INCLUDING INDEXES)"
            );
        }
    }
}
