namespace SchemaGuard.PostgreSql.History;

/// <summary>A relation that has the name of one of the guard's own tables.</summary>
/// <param name="Schema">The relation's schema.</param>
/// <param name="Name">The relation's name.</param>
/// <param name="IsTable">Whether it is a table; otherwise it is a view.</param>
/// <param name="IsRowSecured">Whether policies decide which of its rows the session's user sees.</param>
/// <param name="IsUsable">Whether the user may use its schema; otherwise names do not lead to it.</param>
internal sealed record SeenTable(string Schema, string Name, bool IsTable, bool IsRowSecured, bool IsUsable);
