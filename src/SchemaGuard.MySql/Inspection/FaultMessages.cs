using SchemaGuard.Inspection;
using SchemaGuard.MySql.Dialect;

namespace SchemaGuard.MySql.Inspection;

/// <summary>Holds every sentence about objects that refer to what is gone.</summary>
internal static class FaultMessages
{
    public static CatalogFault View(SchemaObject view) =>
        new(
            view,
            $"View '{view.Name}' refers to a table, column or function that is gone, or to one that its definer may not read: every query of it fails (error 1356).",
            $"CHECK TABLE {MySqlDialect.Quote(view.Name)} says what it misses. Make that again or change the view, in a new migration, or: DROP VIEW {MySqlDialect.Quote(view.Name)}"
        );

    public static CatalogFault TriggerColumn(SchemaObject trigger, string column) =>
        new(
            trigger,
            $"Trigger '{trigger.Name}' names the column '{column}', which table '{trigger.Table}' does not have: what fires it fails (error 1054).",
            $"Make the column again, or make the trigger without it in a new migration, or: DROP TRIGGER {MySqlDialect.Quote(trigger.Name)}"
        );

    public static CatalogFault TriggerTable(SchemaObject trigger, string table) =>
        new(
            trigger,
            $"Trigger '{trigger.Name}' of table '{trigger.Table}' writes to '{table}', which does not exist: what fires it fails (error 1146).",
            $"Make the table again, or make the trigger without it in a new migration, or: DROP TRIGGER {MySqlDialect.Quote(trigger.Name)}"
        );

    public static CatalogFault ForeignKeyTable(SchemaObject key, string table) =>
        new(
            key,
            $"Foreign key '{key.Name}' of table '{key.Table}' refers to table '{table}', which does not exist: every insert of a row that uses it fails (error 1452).",
            $"Make the table again, or: {Drop(key)}"
        );

    public static CatalogFault ForeignKeyColumn(SchemaObject key, string table, string column) =>
        new(
            key,
            $"Foreign key '{key.Name}' of table '{key.Table}' refers to column '{column}', which table '{table}' does not have.",
            $"Make the column again, or: {Drop(key)}"
        );

    public static CatalogFault ForeignKeyIndex(SchemaObject key, string table, string columns) =>
        new(
            key,
            $"Foreign key '{key.Name}' of table '{key.Table}' refers to the columns {columns} of table '{table}', which no index begins with: they cannot be looked up.",
            $"Add a unique key on them, or: {Drop(key)}"
        );

    public static CatalogFault Definer(SchemaObject found, string account)
    {
        var at = account.LastIndexOf('@');
        return new CatalogFault(
            found,
            $"'{found.Name}' uses the rights of the account '{account}', which does not exist: its use fails (error 1449).",
            $"Make it again with another definer in a new migration, or make the account: CREATE USER '{account[..at]}'@'{account[(at + 1)..]}', and give it the rights."
        );
    }

    private static string Drop(SchemaObject key) =>
        $"ALTER TABLE {MySqlDialect.Quote(key.Table!)} DROP FOREIGN KEY {MySqlDialect.Quote(key.Name)}";
}
