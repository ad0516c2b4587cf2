namespace SchemaGuard.Migrations;

/// <summary>
/// Makes the key by which a migration is found again: its version; its full name where the version is only a day,
/// since several migrations may share one; its name where it is repeatable.
/// </summary>
internal static class MigrationKey
{
    public static string Of(MigrationVersion? version, string name) => version is null or { IsDay: true } ? name : version.ToString();
}
