using System.Security.Cryptography;
using System.Text;
using SchemaGuard.History;

namespace SchemaGuard.MySql.History;

/// <summary>
/// The name of a history's lock. Such names apply to the whole server and have at most 64 characters, so it is a hash of database and table.
/// </summary>
internal readonly record struct LockName(string Value)
{
    private const int HashLength = 32;

    public static LockName Of(HistoryTables tables) => new("schemaguard." + Hash(tables));

    /// <summary>Returns the beginning of the names of the locks that lease owners' sessions hold; each name ends with the epoch.</summary>
    public static LockName OfLease(HistoryTables tables) => new($"schemaguard.{Hash(tables)}.");

    private static string Hash(HistoryTables tables) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tables.Schema}\n{tables.History}")))[..HashLength];

    /// <summary>Gets the condition that this very session holds the lock.</summary>
    public string HeldHere => $"IS_USED_LOCK('{Value}') = CONNECTION_ID()";

    public override string ToString() => Value;
}
