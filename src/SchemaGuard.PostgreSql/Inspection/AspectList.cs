using SchemaGuard.Inspection;

namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The aspects of one object, without those that have the usual value.</summary>
internal sealed class AspectList
{
    private readonly List<SchemaAspect> _aspects = new(4);

    /// <summary>Adds a value, unless there is none.</summary>
    public AspectList Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _aspects.Add(new SchemaAspect(name, value));
        }

        return this;
    }

    /// <summary>Adds a flag, unless it has the usual value.</summary>
    public AspectList AddFlag(string name, bool value, bool usual) =>
        value == usual ? this : Add(name, value ? AspectText.True : AspectText.False);

    /// <summary>Creates the object.</summary>
    public SchemaObject Of(SchemaObjectKind kind, string? schema, string? table, string name) => new(kind, schema, table, name, _aspects);
}
