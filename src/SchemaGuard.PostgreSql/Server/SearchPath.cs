namespace SchemaGuard.PostgreSql.Server;

/// <summary>The setting <c>search_path</c>, which a session may have as it was given: the server folds unquoted names when it uses them.</summary>
internal static class SearchPath
{
    /// <summary>
    /// The entries as a row source: <c>name</c>, <c>is_user</c> for <c>$user</c>, whose name is the user's, and <c>place</c>. A name that contains a
    /// comma is split.
    /// </summary>
    public const string Entries = """
        (SELECT e.place, e.bare = '$user' AS is_user,
                CASE WHEN e.bare = '$user' THEN current_user::text WHEN e.is_quoted THEN e.bare ELSE lower(e.bare COLLATE "C") END AS name
         FROM (SELECT s.place, replace(btrim(s.entry, ' "'), '""', '"') AS bare, btrim(s.entry) LIKE '"%' AS is_quoted
               FROM unnest(string_to_array(current_setting('search_path'), ',')) WITH ORDINALITY s (entry, place)) e)
        """;
}
