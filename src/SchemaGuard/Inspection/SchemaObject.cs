using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Inspection;

/// <summary>An object of a catalog with its aspects, or what is expected of one. Immutable.</summary>
/// <param name="kind">The kind of object.</param>
/// <param name="schema">The schema of the object or of its table; <see langword="null"/> where there are no schemas.</param>
/// <param name="table">The table or view that the object belongs to; <see langword="null"/> if it belongs to none.</param>
/// <param name="name">The name as the catalog writes it; empty where the database gives it none.</param>
/// <param name="aspects">The aspects; those with the default value are left out.</param>
[Experimental("SG9001")]
public sealed class SchemaObject(
    SchemaObjectKind kind,
    string? schema,
    string? table,
    string name,
    params IReadOnlyList<SchemaAspect> aspects
)
{
    /// <summary>Gets the kind of object.</summary>
    public SchemaObjectKind Kind => kind;

    /// <summary>Gets the schema; <see langword="null"/> where there are no schemas, or for the default one.</summary>
    public string? Schema => schema;

    /// <summary>Gets the table or view that the object belongs to.</summary>
    public string? Table => table;

    /// <summary>Gets the name.</summary>
    public string Name => name;

    /// <summary>Gets the aspects.</summary>
    public IReadOnlyList<SchemaAspect> Aspects => aspects;

    /// <summary>Gets an aspect's value; <see langword="null"/> for the default one.</summary>
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

    /// <summary>Determines whether another object has exactly the same aspects.</summary>
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
