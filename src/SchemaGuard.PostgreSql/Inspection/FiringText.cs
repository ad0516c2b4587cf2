namespace SchemaGuard.PostgreSql.Inspection;

/// <summary>Says in words when a trigger or rule fires.</summary>
internal static class FiringText
{
    /// <summary>Gives the word for the catalog's letter; <see langword="null"/> for the usual.</summary>
    public static string? Of(string? letter) =>
        letter switch
        {
            "D" => "disabled",
            "R" => "replica",
            "A" => "always",
            _ => null,
        };
}
