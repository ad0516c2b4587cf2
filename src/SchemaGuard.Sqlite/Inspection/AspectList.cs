using System.Collections;
using SchemaGuard.Inspection;

namespace SchemaGuard.Sqlite.Inspection;

/// <summary>A list of aspects that leaves out those without a value.</summary>
internal sealed class AspectList : IReadOnlyList<SchemaAspect>
{
    private readonly List<SchemaAspect> _aspects = [];

    public int Count => _aspects.Count;

    public SchemaAspect this[int index] => _aspects[index];

    public void Add(string name, string? value)
    {
        if (value is not null)
        {
            _aspects.Add(new SchemaAspect(name, value));
        }
    }

    public IEnumerator<SchemaAspect> GetEnumerator() => _aspects.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
