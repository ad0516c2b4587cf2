using SchemaGuard.Migrations;

namespace SchemaGuard;

/// <summary>A migration of this build that is not applied yet.</summary>
/// <param name="Module">The name of the module that it belongs to.</param>
/// <param name="Name">Its name: the file name without the extension.</param>
public sealed record PendingMigration(string Module, string Name)
{
    /// <summary>Returns <c>module/name</c>; only the name for the default module.</summary>
    public override string ToString() => ModuleNames.ListedName(Module, Name);
}
