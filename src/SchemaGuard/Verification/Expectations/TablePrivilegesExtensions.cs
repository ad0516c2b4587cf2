using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Verification.Expectations;

/// <summary>Extension methods that convert privileges to and from SQL.</summary>
[Experimental("SG9001")]
public static class TablePrivilegesExtensions
{
    private static readonly (TablePrivileges Privilege, string Word)[] Words =
    [
        (TablePrivileges.Select, "SELECT"),
        (TablePrivileges.Insert, "INSERT"),
        (TablePrivileges.Update, "UPDATE"),
        (TablePrivileges.Delete, "DELETE"),
    ];

    /// <summary>Returns each privilege separately.</summary>
    /// <param name="privileges">The privileges.</param>
    public static IEnumerable<TablePrivileges> Each(this TablePrivileges privileges) =>
        Words.Where(word => privileges.HasFlag(word.Privilege)).Select(word => word.Privilege);

    /// <summary>Returns privileges as <c>GRANT</c> takes them: <c>INSERT, DELETE</c>.</summary>
    /// <param name="privileges">The privileges.</param>
    public static string ToSql(this TablePrivileges privileges) =>
        string.Join(", ", Words.Where(word => privileges.HasFlag(word.Privilege)).Select(word => word.Word));

    /// <summary>Parses one privilege as SQL writes it.</summary>
    /// <param name="word">The word.</param>
    public static TablePrivileges ToPrivilege(this string word) => Array.Find(Words, known => known.Word == word).Privilege;
}
