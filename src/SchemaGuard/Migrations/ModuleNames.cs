namespace SchemaGuard.Migrations;

/// <summary>
/// Compares the names of modules and of guards. Configuration and environment variables know no case, so no name does: two spellings are one name, and
/// the one that was registered first is shown and written.
/// </summary>
internal static class ModuleNames
{
    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>Determines whether two names are one.</summary>
    public static bool AreSame(string left, string right) => Comparer.Equals(left, right);

    /// <summary>Writes a name as every spelling of it is written, where it becomes part of a key or a digest.</summary>
    public static string Fold(string name) => name.ToLowerInvariant();
}
