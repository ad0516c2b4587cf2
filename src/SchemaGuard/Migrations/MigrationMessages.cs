using SchemaGuard.Findings;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.Migrations;

/// <summary>The messages about migration files.</summary>
internal static class MigrationMessages
{
    public static string NoVersion(string origin) =>
        $"Script '{origin}' has no version in its name. Name it like '001_add_x.sql', '20251111_add_x.sql', 'V1.2__add_x.sql' or 'R__view_x.sql' (repeatable), "
        + Wording.Of("move it out of the folder, or leave it out with FolderOptions.Exclude.", "or move it out of the folder.");

    public static string UnprintableName(string origin) =>
        $"The name of script '{origin}' contains control characters, "
        + "line breaks or direction marks, shown here as escapes. Remove them from the name.";

    public static string NoVersionInCode(string name) =>
        $"Migration '{name}' has no version in its name. Name it like '001_add_x' or '20251111_add_x'.";

    public static string Encoding(string origin, string problem) =>
        $"Script '{origin}' {problem}. Scripts are UTF-8, or UTF-16 with a byte-order mark: save it as UTF-8.";

    public static string FolderNotFound(string folder, IReadOnlyList<string> tried) =>
        $"Migrations folder '{folder}' does not exist. Looked for {string.Join(" and ", tried.Select(path => $"'{path}'"))}. Correct the path"
        + (
            tried.Count == 1
                ? "."
                : Wording.Of(
                    ", or copy the folder to the output: <Content Include=\"migrations/**\" CopyToOutputDirectory=\"PreserveNewest\" />.",
                    "."
                )
        );

    public static string EmptyFolder(string folder) =>
        $"Migrations folder '{folder}' contains no scripts. Put the scripts there, correct the path, or leave the folder out until it has some.";

    public static string FolderUnreadable(string folder, string reason) =>
        $"Migrations folder '{folder}' cannot be read: {reason} Give this process permission to read it.";

    public static string FileUnreadable(string origin, string reason) =>
        $"Script '{origin}' cannot be read: {reason} Give this process permission to read it.";

    public static string NoRegularFile(string origin) =>
        $"Script '{origin}' is a pipe, a socket or a device, and reading it may never end. Put a regular file in its place, or "
        + Wording.Of("leave it out with FolderOptions.Exclude.", "move it out of the folder.");

    public static string FolderCalledLikeScript(string origin) =>
        $"'{origin}' has the name of a script but is a folder without one; container runtimes create such a folder when a file to mount is missing. "
        + "Put the file in its place, or remove the folder.";

    public static string OutsideFolder(string origin, string target) =>
        $"Script '{origin}' is a link to '{target}', outside its migrations folder. Put the file itself into the folder, "
        + $"or add the other folder with {Wording.Of("AddMigrations", "--migrations")}.";

    public static string Subfolder(string origin) =>
        $"Folder '{origin}' contains scripts, but sub-folders are not read. "
        + Wording.Of(
            "Set FolderOptions.Recursive, leave it out with FolderOptions.Exclude, or move the scripts.",
            "Move the scripts into the folder itself, or move the sub-folder out of it and pass it with a --migrations option of its own."
        );

    public static string Duplicate(string module, string version, string first, string second) =>
        $"Two migrations of module '{module}' have version {version}: '{first}' and '{second}'. Give one of them another version.";

    public static string DuplicateName(string module, string name, string first, string second) =>
        $"Two migrations of module '{module}' are named '{name}': '{first}' and '{second}'. Rename or remove one of them.";

    public static string ResourceNotFound(string assembly, string? prefix) =>
        prefix is null
            ? $"Assembly '{assembly}' has no embedded .sql resource. Add <EmbeddedResource Include=\"migrations/**/*.sql\" /> to its project."
            : $"Assembly '{assembly}' has no embedded .sql resource under '{prefix}'. "
                + "Correct the prefix (the beginning of the resource name, with dots), or embed the scripts.";

    public static string ChangedWhileRunning(string origin) =>
        $"Script '{origin}' changed while the app was starting. Start again: the plan was made for the earlier content.";

    public static string CodeTimeout(string name, TimeSpan timeout) =>
        $"Migration '{name}' in code: Timeout is {DurationText.Format(timeout)}. Set a time longer than zero and of at most 24 days, or none.";

    public static string CodeCompatibleFrom(string name, string version) =>
        $"Migration '{name}' in code: CompatibleFrom is '{version}', which is not a version. "
        + "Write the version of the oldest build that still works, such as 20251111, or CodeMigrationOptions.EveryBuild.";

    public static string FolderTwice(string module, string folder) =>
        $"Module '{module}': folder '{folder}' is added twice, with different options. "
        + "Add it once: folders from code and from configuration are combined.";
}
