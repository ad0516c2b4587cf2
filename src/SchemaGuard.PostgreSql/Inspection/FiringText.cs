namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>The words for when a trigger or rule fires.</summary>
internal static class FiringText
{
    /// <summary>Returns the word for the catalog's letter; <see langword="null"/> for the usual case.</summary>
    public static string? Of(string? letter) =>
        letter switch
        {
            "D" => "disabled",
            "R" => "replica",
            "A" => "always",
            _ => null,
        };
}
