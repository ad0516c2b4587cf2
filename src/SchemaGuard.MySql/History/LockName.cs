using System.Security.Cryptography;
using System.Text;
using SchemaGuard.Providers.State;

namespace SchemaGuard.MySql.History;

/// <summary>Is the name of a history's lock. Such names hold for the whole server and have 64 characters at most, so it is a hash of database and table.</summary>
internal readonly record struct LockName(string Value)
{
    private const int HashLength = 32;

    public static LockName Of(HistoryTables tables) => new("schemaguard." + Hash(tables));

    /// <summary>Gives the beginning of the names by which the sessions of a lease's owners are known; each ends with the epoch.</summary>
    public static LockName OfLease(HistoryTables tables) => new($"schemaguard.{Hash(tables)}.");

    private static string Hash(HistoryTables tables) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tables.Schema}\n{tables.History}")))[..HashLength];

    /// <summary>Gets the condition that this very session holds the lock.</summary>
    public string HeldHere => $"IS_USED_LOCK('{Value}') = CONNECTION_ID()";

    public override string ToString() => Value;
}
