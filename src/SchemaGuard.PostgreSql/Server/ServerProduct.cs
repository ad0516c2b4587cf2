using System.Globalization;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.PostgreSql.Server;

/// <summary>
/// The product that speaks PostgreSQL's protocol, recognised by its version text, and the reason why one cannot be used. Aurora, Citus, AlloyDB, Neon
/// and the like are PostgreSQL in everything that is used here, and their texts begin as PostgreSQL's do.
/// </summary>
internal static class ServerProduct
{
    /// <summary>The oldest major version whose catalog has everything that is read.</summary>
    private const int OldestVersion = 13;

    // The mark in the text of version() or server_version, and the product's name.
    private static readonly (string Mark, string Name)[] Others =
    [
        ("CockroachDB", "CockroachDB"),
        ("-YB-", "YugabyteDB"),
        ("Redshift", "Amazon Redshift"),
        ("Materialize", "Materialize"),
        ("RisingWave", "RisingWave"),
        ("CrateDB", "CrateDB"),
        ("QuestDB", "QuestDB"),
        ("Greenplum", "Greenplum"),
        ("Spanner", "Cloud Spanner"),
        ("DuckDB", "DuckDB"),
    ];

    /// <summary>Finds why a server cannot be used.</summary>
    /// <param name="version">The text of <c>version()</c> or <c>server_version</c>.</param>
    /// <returns>The refusal, or <see langword="null"/> for a supported version of PostgreSQL and for a text without a version.</returns>
    public static DatabaseError? FindProblem(string version)
    {
        if (Array.Find(Others, other => version.Contains(other.Mark, StringComparison.OrdinalIgnoreCase)) is { Name: { } product })
        {
            return Refuse(PostgreSqlMessages.OtherProduct(product), PostgreSqlMessages.OtherProductRemedy);
        }

        return MajorOf(version) is { } major && major < OldestVersion
            ? Refuse(PostgreSqlMessages.OldVersion(major, OldestVersion), PostgreSqlMessages.OldVersionRemedy(OldestVersion))
            : null;
    }

    /// <summary>Reads the major version of <c>PostgreSQL 12.3 on x86_64…</c> or <c>12.3 (Debian 12.3-1)</c>.</summary>
    private static int? MajorOf(string version)
    {
        var start = version.IndexOfAny([.. "0123456789"]);
        var end = start;
        while (end >= 0 && end < version.Length && char.IsAsciiDigit(version[end]))
        {
            end++;
        }

        return start >= 0 && int.TryParse(version.AsSpan(start, end - start), CultureInfo.InvariantCulture, out var major) ? major : null;
    }

    private static DatabaseError Refuse(string message, string remedy) => new(DatabaseErrorKind.Refused, message, remedy);
}
