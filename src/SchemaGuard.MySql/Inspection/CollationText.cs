namespace SchemaGuard.MySql.Inspection;

/// <summary>The name of a collation that every version has for it: before MySQL 8.0.30 and MariaDB 10.6, utf8mb3 was called utf8.</summary>
internal static class CollationText
{
    private const string OldPrefix = "utf8_";

    public static string? Canonical(string? collation) =>
        collation?.StartsWith(OldPrefix, StringComparison.Ordinal) == true ? "utf8mb3_" + collation[OldPrefix.Length..] : collation;

    /// <summary>Returns a collation where it is not the usual one.</summary>
    public static string? Unusual(string? collation, string? usual) => Canonical(collation) is var given && given == usual ? null : given;
}
