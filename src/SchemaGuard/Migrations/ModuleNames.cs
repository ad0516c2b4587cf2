namespace SchemaGuard.Migrations;

/// <summary>
/// The comparison of the names of modules and of guards. Configuration and environment variables ignore case, so names do too: spellings
/// that differ only in case are one name, and the one that was registered first is shown and stored.
/// </summary>
internal static class ModuleNames
{
    /// <summary>The module of a guard that names none.</summary>
    public const string Default = "default";

    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    /// <summary>Determines whether two names are the same.</summary>
    public static bool AreSame(string left, string right) => Comparer.Equals(left, right);

    /// <summary>Returns the one spelling of a name that is used in keys and digests.</summary>
    public static string Fold(string name) => name.ToLowerInvariant();

    /// <summary>Returns the name of a migration for people, with its module unless that is the default one.</summary>
    public static string NameOf(string module, string migration) =>
        module == Default ? $"'{migration}'" : $"'{migration}' of module '{module}'";

    /// <summary>Returns the name of a migration for a list of names.</summary>
    public static string ListedName(string module, string migration) => module == Default ? migration : $"{module}/{migration}";
}
