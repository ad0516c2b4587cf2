using SchemaGuard.Inspection;
using SchemaGuard.MySql.Commands;

namespace SchemaGuard.MySql.Inspection;

/// <summary>The sentences about objects that refer to something that no longer exists.</summary>
internal static class FaultMessages
{
    public static CatalogFault View(SchemaObject view) =>
        new(
            view,
            $"View '{view.Name}' refers to a table, column or function that does not exist, or that its definer may not read: every query of it "
                + "fails (error 1356).",
            $"CHECK TABLE {Identifier.Quote(view.Name)} shows what is missing. Create it again or change the view in a new migration, or run: "
                + $"DROP VIEW {Identifier.Quote(view.Name)}"
        );

    public static CatalogFault TriggerColumn(SchemaObject trigger, string column) =>
        new(
            trigger,
            $"Trigger '{trigger.Name}' names the column '{column}', which table '{trigger.Table}' does not have: every statement that fires it "
                + "fails (error 1054).",
            $"Create the column again, or create the trigger without it in a new migration, or run: DROP TRIGGER {Identifier.Quote(trigger.Name)}"
        );

    public static CatalogFault TriggerTable(SchemaObject trigger, string table) =>
        new(
            trigger,
            $"Trigger '{trigger.Name}' of table '{trigger.Table}' writes to '{table}', which does not exist: every statement that fires it fails "
                + "(error 1146).",
            $"Create the table again, or create the trigger without it in a new migration, or run: DROP TRIGGER {Identifier.Quote(trigger.Name)}"
        );

    public static CatalogFault ForeignKeyTable(SchemaObject key, string table) =>
        new(
            key,
            $"Foreign key '{key.Name}' of table '{key.Table}' refers to table '{table}', which does not exist: every insert of a row that uses it "
                + "fails (error 1452).",
            $"Create the table again, or run: {Drop(key)}"
        );

    public static CatalogFault ForeignKeyColumn(SchemaObject key, string table, string column) =>
        new(
            key,
            $"Foreign key '{key.Name}' of table '{key.Table}' refers to column '{column}', which table '{table}' does not have.",
            $"Create the column again, or run: {Drop(key)}"
        );

    public static CatalogFault ForeignKeyIndex(SchemaObject key, string table, string columns) =>
        new(
            key,
            $"Foreign key '{key.Name}' of table '{key.Table}' refers to the columns {columns} of table '{table}', but no index begins with them: "
                + "they cannot be looked up.",
            $"Add a unique key on them, or run: {Drop(key)}"
        );

    public static CatalogFault Definer(SchemaObject found, string account)
    {
        var at = account.LastIndexOf('@');
        return new CatalogFault(
            found,
            $"'{found.Name}' uses the privileges of the account '{account}', which does not exist: every use of it fails (error 1449).",
            "Create it again with another definer in a new migration, or create the account: CREATE USER "
                + $"'{account[..at]}'@'{account[(at + 1)..]}', and grant it the privileges."
        );
    }

    private static string Drop(SchemaObject key) =>
        $"ALTER TABLE {Identifier.Quote(key.Table!)} DROP FOREIGN KEY {Identifier.Quote(key.Name)}";
}
