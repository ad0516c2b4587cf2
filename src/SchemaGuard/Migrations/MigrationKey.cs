namespace SchemaGuard.Migrations;

/// <summary>
/// The key that identifies a migration: its version; its full name if the version is only a day, which several migrations may share; its
/// name if it is repeatable.
/// </summary>
internal static class MigrationKey
{
    public static string Of(MigrationVersion? version, string name) => version is null or { IsDay: true } ? name : version.ToString();
}
