namespace SchemaGuard.Migrations;

/// <summary>
/// The comparison of the names of modules and of guards. Configuration and environment variables ignore case, so names do too: spellings
/// that differ only in case are one name, and the one that was registered first is shown and stored.
/// </summary>
internal static class ModuleNames
{
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>Determines whether two names are the same.</summary>
    public static bool AreSame(string left, string right) => Comparer.Equals(left, right);

    /// <summary>Returns the one spelling of a name that is used in keys and digests.</summary>
    public static string Fold(string name) => name.ToLowerInvariant();
}
