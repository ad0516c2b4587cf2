namespace SchemaGuard.Inspection;

/// <summary>The revisions of the spelling in which the kinds, aspects and texts of a catalog are written.</summary>
internal static class SpellingRevision
{
    /// <summary>The first revision, which a manifest does not name.</summary>
    public const int First = 1;

    /// <summary>The revision that is written. Each added kind or aspect increases it.</summary>
    public const int Current = 4;
}
