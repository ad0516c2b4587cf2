using System.Collections.Frozen;
using SchemaGuard.MySql.Statements;

namespace SchemaGuard.MySql.Inspection;

/// <summary>A column's default as an expression. MySQL shows the bare value of a literal; MariaDB shows the expression, and NULL for none.</summary>
internal static class DefaultText
{
    private static readonly FrozenSet<string> Numbers = FrozenSet.ToFrozenSet(
        ["tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double", "year", "bit"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Returns the default.</summary>
    /// <param name="database">The database.</param>
    /// <param name="text">The text that the catalog shows.</param>
    /// <param name="dataType">The bare name of the column's type.</param>
    /// <param name="extra">What the catalog shows in its column EXTRA.</param>
    /// <returns>The expression; <see langword="null"/> where there is no default.</returns>
    public static string? Of(InspectedDatabase database, string? text, string dataType, string extra)
    {
        if (text is null || extra.Contains("auto_increment", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (database.Server.IsMariaDb)
        {
            return text == "NULL" ? null : database.Expression(text);
        }

        return
            extra.Contains("DEFAULT_GENERATED", StringComparison.OrdinalIgnoreCase)
            || Numbers.Contains(dataType)
            || text.StartsWith("0x", StringComparison.Ordinal) && dataType.Contains("binary", StringComparison.OrdinalIgnoreCase)
            ? database.Expression(text)
            : LiteralText.Of(text);
    }
}
