using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Inspection;

/// <summary>Is one object of a catalog with its aspects, or what is expected of one. Immutable.</summary>
/// <param name="kind">What it is.</param>
/// <param name="schema">Its schema, or that of its table; <see langword="null"/> where there are none.</param>
/// <param name="table">The table or view that it belongs to; <see langword="null"/> for what belongs to none.</param>
/// <param name="name">Its name as the catalog writes it; empty where the database gives it none.</param>
/// <param name="aspects">Its aspects; those with the usual value are left out.</param>
[Experimental("SG9001")]
public sealed class SchemaObject(
    SchemaObjectKind kind,
    string? schema,
    string? table,
    string name,
    params IReadOnlyList<SchemaAspect> aspects
)
{
    /// <summary>Gets what it is.</summary>
    public SchemaObjectKind Kind => kind;

    /// <summary>Gets its schema; <see langword="null"/> where there are none, or for the default one.</summary>
    public string? Schema => schema;

    /// <summary>Gets the table or view that it belongs to.</summary>
    public string? Table => table;

    /// <summary>Gets its name.</summary>
    public string Name => name;

    /// <summary>Gets its aspects.</summary>
    public IReadOnlyList<SchemaAspect> Aspects => aspects;

    /// <summary>Gets an aspect's value; <see langword="null"/> for the usual one.</summary>
    /// <param name="aspect">One of <see cref="AspectNames"/>.</param>
    public string? this[string aspect]
    {
        get
        {
            foreach (var candidate in aspects)
            {
                if (candidate.Name == aspect)
                {
                    return candidate.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Determines whether another object has the very same aspects.</summary>
    internal bool HasAspectsOf(SchemaObject other)
    {
        if (aspects.Count != other.Aspects.Count)
        {
            return false;
        }

        foreach (var aspect in aspects)
        {
            if (other[aspect.Name] != aspect.Value)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns the same object in another schema.</summary>
    /// <param name="other">The schema; <see langword="null"/> for the default one.</param>
    public SchemaObject InSchema(string? other) => other == schema ? this : new SchemaObject(kind, other, table, name, aspects);

    /// <inheritdoc/>
    public override string ToString() => $"{kind} {ObjectNames.Display(this)}";
}
