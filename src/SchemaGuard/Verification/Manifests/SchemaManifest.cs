using SchemaGuard.Inspection;
using SchemaGuard.Verification.Comparison;
using SchemaGuard.Verification.Manifests;

namespace SchemaGuard;

/// <summary>
/// An expected schema: every object with every aspect, as it was read from a database. It is written as JSON that is made to be reviewed in a pull
/// request (format <c>schemaguard/manifest/1</c>). Immutable.
/// </summary>
public sealed class SchemaManifest
{
    internal SchemaManifest(
        string product,
        string serverVersion,
        IReadOnlyList<SchemaObject> objects,
        int revision = SpellingRevision.Current
    ) => (Product, ServerVersion, Objects, Revision) = (product, serverVersion, objects, revision);

    /// <summary>Gets the product that the schema was read from, such as <c>PostgreSQL</c>.</summary>
    public string Product { get; }

    /// <summary>Gets the version of the server that the schema was read from.</summary>
    public string ServerVersion { get; }

    /// <summary>Gets the number of tables.</summary>
    public int TableCount => Objects.Count(found => found.Kind == SchemaObjectKind.Table);

    internal IReadOnlyList<SchemaObject> Objects { get; }

    /// <summary>
    /// Gets the name of the schema that was read, if a text in the manifest contains it: in another schema, that schema's own name stands
    /// in its place.
    /// </summary>
    internal string? SchemaName { get; init; }

    /// <summary>Gets the revision of the format. The manifest holds the kinds and aspects of this revision and of all earlier ones.</summary>
    internal int Revision { get; }

    /// <summary>Reads a manifest from JSON.</summary>
    /// <param name="utf8">The JSON, in UTF-8.</param>
    /// <exception cref="InvalidDataException">The text is not a manifest in a format that this version knows.</exception>
    public static SchemaManifest Parse(ReadOnlyMemory<byte> utf8) => ManifestReader.Read(utf8);

    /// <summary>Writes the manifest as JSON. The same schema always gives the same text.</summary>
    /// <param name="stream">The stream that receives the JSON, in UTF-8.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ManifestWriter.Write(stream, this);
    }

    /// <summary>Creates a manifest from a snapshot, without the guard's own tables.</summary>
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

    /// <summary>Converts the manifest to a snapshot, to compare it with another one.</summary>
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
