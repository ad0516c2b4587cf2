using SchemaGuard.Inspection;
using SchemaGuard.Verification.Comparison;
using SchemaGuard.Verification.Manifests;

namespace SchemaGuard;

/// <summary>
/// Holds an expected schema: every object with every aspect, as it was read from a database. Written as JSON that is made to be reviewed in a pull request
/// (format <c>schemaguard/manifest/1</c>). Immutable.
/// </summary>
public sealed class SchemaManifest
{
    internal SchemaManifest(
        string product,
        string serverVersion,
        IReadOnlyList<SchemaObject> objects,
        int revision = ManifestSections.CurrentRevision
    ) => (Product, ServerVersion, Objects, Revision) = (product, serverVersion, objects, revision);

    /// <summary>Gets the product that it was read from, such as <c>PostgreSQL</c>.</summary>
    public string Product { get; }

    /// <summary>Gets the version of the server that it was read from.</summary>
    public string ServerVersion { get; }

    /// <summary>Gets the number of its tables.</summary>
    public int TableCount => Objects.Count(found => found.Kind == SchemaObjectKind.Table);

    internal IReadOnlyList<SchemaObject> Objects { get; }

    /// <summary>Gets the name of the schema that it was read from, where a text in it holds that name: another schema has its own in that place.</summary>
    internal string? SchemaName { get; init; }

    /// <summary>Gets which kinds and aspects it holds: those of this revision and of those before.</summary>
    internal int Revision { get; }

    /// <summary>Reads a manifest.</summary>
    /// <param name="utf8">Its JSON.</param>
    /// <exception cref="InvalidDataException">It is no manifest of a format that this version knows.</exception>
    public static SchemaManifest Parse(ReadOnlyMemory<byte> utf8) => ManifestReader.Read(utf8);

    /// <summary>Writes the manifest as JSON, the same for the same schema.</summary>
    /// <param name="stream">Receives it, in UTF-8.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ManifestWriter.Write(stream, this);
    }

    /// <summary>Takes what a snapshot holds, without the guard's own tables.</summary>
    internal static SchemaManifest Of(Snapshot snapshot, string product, string serverVersion, HiddenObjects hidden)
    {
        SchemaObject[] objects =
        [
            .. snapshot
                .Objects.Where(found => !hidden.Hides(found) && !IsDefaultSchema(found, snapshot))
                .Select(found => snapshot.NameComparer.Equals(found.Schema, snapshot.DefaultSchema) ? found.InSchema(null) : found),
        ];
        return new SchemaManifest(product, serverVersion, objects)
        {
            SchemaName = objects.Any(found => SchemaNames.Mentions(found, snapshot.DefaultSchema)) ? snapshot.DefaultSchema : null,
        };
    }

    /// <summary>Gives the manifest as a catalog, to compare it with another.</summary>
    internal Snapshot ToSnapshot(StringComparer comparer) =>
        new([.. EarlierManifest.Respell(Objects, Revision)], comparer, defaultSchema: null)
        {
            Revision = Revision,
            SchemaName = SchemaName,
        };

    internal ExpectedSchema ToExpected() =>
        new(Objects)
        {
            IsComplete = true,
            Revision = Revision,
            SchemaName = SchemaName,
            Product = Product,
            ServerVersion = ServerVersion,
        };

    private static bool IsDefaultSchema(SchemaObject found, Snapshot snapshot) =>
        found.Kind == SchemaObjectKind.Schema && snapshot.NameComparer.Equals(found.Name, snapshot.DefaultSchema);
}
