using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SchemaGuard.History;

namespace SchemaGuard.PostgreSql.History;

/// <summary>The key of a history's advisory lock. The server keeps such locks per database, so schema and table identify it.</summary>
internal readonly record struct LockKey(long Value)
{
    public static LockKey Of(HistoryTables tables) =>
        new(
            BinaryPrimitives.ReadInt64BigEndian(
                SHA256.HashData(Encoding.UTF8.GetBytes($"schemaguard\n{tables.Schema}\n{tables.History}")).AsSpan(0, sizeof(long))
            )
        );

    /// <summary>Gets the condition on <c>pg_locks</c> for a session that holds the lock (documentation of the view <c>pg_locks</c>).</summary>
    public string Held =>
        "locktype = 'advisory' AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()) "
        + string.Create(
            CultureInfo.InvariantCulture,
            $"AND granted AND objsubid = 1 AND classid = {(uint)(Value >> 32)}::oid AND objid = {(uint)Value}::oid"
        );

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
