using SchemaGuard.Findings;

namespace SchemaGuard.PostgreSql.Messages;

/// <summary>The sentences about missing rights, and how to grant them.</summary>
internal static class RightMessages
{
    public static string SettingRemedy(string setting, string role) =>
        $"Before PostgreSQL 15 only a superuser may set it. Let one run: ALTER ROLE {role} SET {setting} = …; "
        + $"and remove the statement, or migrate as a superuser with {Wording.Of("SchemaGuard:MigrationConnectionString", "--connection")}.";

    public static string Grant(string right, string role) => $"Let an owner or administrator run: GRANT {right} TO {role};";

    /// <summary>Returns a sentence with all statements that grant what is missing.</summary>
    public static string GrantAll(IReadOnlyList<string> commands) =>
        $"Let an owner or administrator run: {string.Join(' ', commands)}{Notes(commands)}";

    /// <summary>Returns a sentence with the statements that grant what else is missing.</summary>
    public static string GrantAlso(IReadOnlyList<string> commands) => $"For what follows, let them also run: {string.Join(' ', commands)}";

    private static string Notes(IReadOnlyList<string> commands) =>
        (
            commands.Any(command => command.StartsWith("ALTER ", StringComparison.Ordinal))
                ? " Or make the role a member of the one that owns it."
                : ""
        )
        + (
            commands.Any(command => command.StartsWith("CREATE EXTENSION ", StringComparison.Ordinal))
                ? " The script must then say CREATE EXTENSION IF NOT EXISTS, which finds it."
                : ""
        );

    private static string ConnectionOfMigrations => Wording.Of("SchemaGuard:MigrationConnectionString", "--connection");

    public static string OwnershipRemedy =>
        $"Let the owner or an administrator make the migrating role the object's owner (ALTER … OWNER TO), "
        + $"or a member of the role that owns it; or migrate as the owner with {ConnectionOfMigrations}.";

    public static string ExtensionOwnerRemedy =>
        "The owner of an extension cannot be changed: let the owner or an administrator run the statement itself, "
        + $"or migrate as the owner with {ConnectionOfMigrations}.";

    public static string RowSecurity(string role) =>
        "A row-level security policy of the table hides the rows from the migrating role: change the policy so that it lets them through, or let "
        + $"migrations bypass policies. For that, let an administrator run: ALTER ROLE {role} BYPASSRLS;";

    public static string Attribute(string attribute, string role) => $"Let an administrator run: ALTER ROLE {role} {attribute};";

    public const string ExtensionRemedy =
        "Let an administrator create the extension in this database; the script's CREATE EXTENSION IF NOT EXISTS then finds it.";

    public static string RightRemedy => $"Let an administrator grant the right, or migrate as another user with {ConnectionOfMigrations}.";
}
