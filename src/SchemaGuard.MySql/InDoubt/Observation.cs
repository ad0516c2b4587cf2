using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SchemaGuard.MySql.Effects;

namespace SchemaGuard.MySql.InDoubt;

/// <summary>The catalog's view of a statement's objects: their definitions by name, and for renamed tables the engine's numbers.</summary>
internal sealed class Observation(IReadOnlyDictionary<string, string?> definitions)
{
    private const string IdentityMark = "#";
    private const int LongestStored = 200;

    /// <summary>Returns the observation of an object that does not exist.</summary>
    public static Observation OfNothing(CatalogObject missing) =>
        new(new Dictionary<string, string?>(StringComparer.Ordinal) { [missing.ToString()] = null });

    /// <summary>Reads the objects of an effect.</summary>
    public static async Task<Observation> ReadAsync(
        CatalogReader catalog,
        StatementEffect effect,
        bool isMariaDb,
        CancellationToken cancellationToken
    )
    {
        var definitions = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var found in effect.Objects)
        {
            var isThere =
                effect is not ShapeEffect { Creates: true }
                || found.Kind != CatalogKind.Table
                || await catalog.HasTableAsync(found, cancellationToken).ConfigureAwait(false);
            definitions[found.ToString()] = isThere ? await catalog.ReadAsync(found, cancellationToken).ConfigureAwait(false) : null;
            if (effect is RenameEffect && found.Kind == CatalogKind.Table)
            {
                definitions[IdentityMark + found] = await catalog
                    .ReadIdentityAsync(found, isMariaDb, cancellationToken)
                    .ConfigureAwait(false);
            }
        }

        return new Observation(definitions);
    }

    /// <summary>Returns the definition of an object; <see langword="null"/> where there was none.</summary>
    public string? Of(CatalogObject found) => definitions.GetValueOrDefault(found.ToString());

    /// <summary>Returns the engine's number of a table; <see langword="null"/> where it was not visible.</summary>
    public string? IdentityOf(CatalogObject table) => definitions.GetValueOrDefault(IdentityMark + table);

    /// <summary>Determines whether both show the same.</summary>
    public bool IsSame(Observation other) =>
        definitions.Count == other.Count && definitions.All(pair => other.TryGet(pair.Key, out var text) && text == pair.Value);

    /// <summary>Writes it as text without quotes or line ends, whatever its content: small enough for a column, and safe in every SQL mode.</summary>
    public string Encode()
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(definitions);
        if (plain.Length <= LongestStored)
        {
            return Convert.ToBase64String([.. StoredHeader(plain.Length), .. plain]);
        }

        using var bytes = new MemoryStream();
        using (var packed = new DeflateStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            packed.Write(plain);
        }

        return Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>
    /// Begins a last block of deflated data that is stored as it is (RFC 1951, section 3.2.4), for content that is too short to be worth compressing.
    /// </summary>
    private static ReadOnlySpan<byte> StoredHeader(int length) =>
        new byte[] { 1, (byte)length, (byte)(length >> 8), (byte)~length, (byte)(~length >> 8) };

    /// <summary>Reads what <see cref="Encode"/> has written.</summary>
    /// <returns>The observation; <see langword="null"/> where the text is not one.</returns>
    public static Observation? Decode(string? text)
    {
        try
        {
            using var packed = new DeflateStream(new MemoryStream(Convert.FromBase64String(text ?? "")), CompressionMode.Decompress);
            using var reader = new StreamReader(packed, Encoding.UTF8);
            var definitions = JsonSerializer.Deserialize<Dictionary<string, string?>>(reader.ReadToEnd());
            return definitions is null ? null : new Observation(definitions);
        }
        catch (Exception exception) when (exception is FormatException or JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private int Count => definitions.Count;

    private bool TryGet(string key, out string? text) => definitions.TryGetValue(key, out text);
}
