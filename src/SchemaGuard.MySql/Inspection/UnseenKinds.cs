using SchemaGuard.Inspection;
using SchemaGuard.MySql.Server;

namespace SchemaGuard.MySql.Inspection;

/// <summary>
/// A search for what the server hides from a user: routines, triggers and events if the user has no privilege on them, and definitions of views
/// without <c>SHOW VIEW</c>. Privileges from a role cannot be read here, and count as granted.
/// </summary>
internal static class UnseenKinds
{
    /// <summary>Asks whether the user has a privilege that shows triggers, one that shows routines, and one that shows events.</summary>
    public static readonly string Question =
        $"SELECT {Has("'TRIGGER'")}, {Has("'EXECUTE', 'CREATE ROUTINE', 'ALTER ROUTINE', 'SHOW_ROUTINE'")}, {Has("'EVENT'")}";

    /// <summary>Returns the kinds that are hidden from the user.</summary>
    /// <param name="views">The views, as they were read.</param>
    /// <param name="answer">The answer to <see cref="Question"/>.</param>
    public static IReadOnlySet<SchemaObjectKind> Of(IReadOnlyList<SchemaObject> views, string?[] answer)
    {
        var unseen = new HashSet<SchemaObjectKind>();
        if (views.Any(view => view[AspectNames.Definition] is null))
        {
            unseen.Add(SchemaObjectKind.View);
        }

        if (answer[0] is "0" or "False")
        {
            unseen.Add(SchemaObjectKind.Trigger);
        }

        if (answer[1] is "0" or "False")
        {
            unseen.Add(SchemaObjectKind.Routine);
        }

        if (answer[2] is "0" or "False")
        {
            unseen.Add(SchemaObjectKind.Other);
        }

        return unseen;
    }

    private static string Has(string rights) =>
        $"""
            COALESCE(CURRENT_ROLE(), 'NONE') <> 'NONE'
            OR EXISTS (SELECT 1 FROM information_schema.USER_PRIVILEGES u WHERE u.GRANTEE = {SessionIdentity.Grantee} AND u.PRIVILEGE_TYPE IN ({rights}))
            OR EXISTS (SELECT 1 FROM information_schema.SCHEMA_PRIVILEGES s WHERE s.GRANTEE = {SessionIdentity.Grantee}
                AND s.PRIVILEGE_TYPE IN ({rights}) AND DATABASE() LIKE s.TABLE_SCHEMA)
            OR EXISTS (SELECT 1 FROM information_schema.TABLE_PRIVILEGES t WHERE t.GRANTEE = {SessionIdentity.Grantee}
                AND t.PRIVILEGE_TYPE IN ({rights}) AND t.TABLE_SCHEMA = DATABASE())
            """;
}
