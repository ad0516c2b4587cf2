using System.Security.Cryptography;
using System.Text;
using SchemaGuard.Inspection;
using SchemaGuard.Migrations;
using SchemaGuard.Verification.Comparison;
using SchemaGuard.Verification.Expectations;
using SchemaGuard.Verification.Manifests;

namespace SchemaGuard.Verification;

/// <summary>The requirements of an application on its database, across all of its modules. Immutable.</summary>
internal sealed class Requirements
{
    /// <summary>
    /// The version of the verification. It changes when the same requirements are verified differently, so that older stamps no longer
    /// count.
    /// </summary>
    private const string Format = "format 5\n";

    /// <summary>Gets requirements that every database meets.</summary>
    public static Requirements None { get; } =
        new()
        {
            RequiredTables = [],
            ForbiddenTables = [],
            Invariants = [],
        };

    /// <summary>Gets the tables that must exist, as they were named.</summary>
    public required IReadOnlyList<string> RequiredTables { get; init; }

    /// <summary>Gets the tables that must not exist, as they were named.</summary>
    public required IReadOnlyList<string> ForbiddenTables { get; init; }

    /// <summary>Gets the objects that are required in code, with the aspects that were stated.</summary>
    public IReadOnlyList<SchemaObject> Objects { get; init; } = [];

    /// <summary>Gets the manifests.</summary>
    public IReadOnlyList<ManifestFile> Manifests { get; init; } = [];

    /// <summary>Gets the invariants that the data must satisfy.</summary>
    public required IReadOnlyList<Invariant> Invariants { get; init; }

    /// <summary>Gets the probes that run at each start.</summary>
    public IReadOnlyList<DataProbe> Probes { get; init; } = [];

    /// <summary>Gets the privileges that the application must have on tables.</summary>
    public IReadOnlyList<PrivilegeRequirement> Privileges { get; init; } = [];

    /// <summary>Gets whether anything is tried at each start, whatever was verified before.</summary>
    public bool HasTrials => Invariants.Count + Probes.Count + Privileges.Count > 0;

    /// <summary>Returns the required privileges, each table once. Parses the manifests if all required tables are meant.</summary>
    /// <param name="comparer">How the catalog compares names.</param>
    /// <exception cref="InvalidDataException">A file is not a manifest.</exception>
    public IReadOnlyList<TableAccess> Access(StringComparer comparer) =>
        [
            .. Privileges
                .SelectMany(required => TablesOf(required).Select(table => (Table: table, required.Privileges)))
                .GroupBy(access => access.Table, comparer)
                .Select(group => AccessTo(group.Key, group.Select(access => access.Privileges))),
        ];

    private static TableAccess AccessTo(string table, IEnumerable<TablePrivileges> privileges)
    {
        var (schema, name) = ObjectNames.SchemaAndName(table);
        return new TableAccess(schema, name, privileges.Aggregate((all, one) => all | one));
    }

    private IEnumerable<string> TablesOf(PrivilegeRequirement required) =>
        required.Tables.Count > 0
            ? required.Tables
            : Expected
                .SelectMany(expected => expected.Objects)
                .Where(expected => expected.Kind == SchemaObjectKind.Table && !IsReachedThroughAnother(expected))
                .Select(ObjectNames.Display);

    /// <summary>
    /// Determines whether a table is accessed through another one: rows of partitions and inheriting tables are accessed through their
    /// parents, whose privileges then count.
    /// </summary>
    private static bool IsReachedThroughAnother(SchemaObject table) =>
        table[AspectNames.PartitionOf] is not null || table[AspectNames.Inherits] is not null;

    /// <summary>Gets the adjustments of the severity of findings.</summary>
    public IReadOnlyList<FindingAdjustment> Adjustments { get; init; } = [];

    /// <summary>Gets the names of the invariants and probes that run at each start.</summary>
    public IReadOnlyList<string> CheckNames =>
        Invariants.Count + Probes.Count == 0
            ? []
            : [.. Invariants.Select(invariant => invariant.Name), .. Probes.Select(probe => probe.Name)];

    /// <summary>Gets what is expected of the catalog. Parses the manifests.</summary>
    /// <exception cref="InvalidDataException">A file is not a manifest.</exception>
    public IEnumerable<ExpectedSchema> Expected
    {
        get
        {
            if (Objects.Count > 0)
            {
                yield return new ExpectedSchema(Objects);
            }

            if (Manifest is { } manifest)
            {
                yield return manifest.ToExpected();
            }
        }
    }

    /// <summary>Gets the combined manifest of all modules: what one of them expects is not unexpected to the others.</summary>
    /// <exception cref="InvalidDataException">A file is not a manifest.</exception>
    public SchemaManifest? Manifest =>
        Manifests switch
        {
            [] => null,
            [var only] => only.Manifest,
            [var first, ..] => new SchemaManifest(
                first.Manifest.Product,
                first.Manifest.ServerVersion,
                [.. Manifests.SelectMany(file => file.Manifest.Objects).DistinctBy(ObjectKey.Of)],
                Manifests.Min(file => file.Manifest.Revision)
            )
            {
                SchemaName = Manifests.Select(file => file.Manifest.SchemaName).FirstOrDefault(name => name is not null),
            },
        };

    /// <summary>Computes the digest of everything that this build expects: its migrations and its requirements on the catalog.</summary>
    public string Expectation(MigrationSet set)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        set.AppendTo(digest);
        var text = new StringBuilder(Format);
        foreach (var required in Objects)
        {
            text.Append("require ").Append((int)required.Kind).Append(' ').Append(ObjectNames.Display(required));
            foreach (var aspect in required.Aspects)
            {
                text.Append('\n').Append(aspect.Name).Append(' ').Append(aspect.Value);
            }

            text.Append('\n');
        }

        text.AppendJoin('\n', ForbiddenTables.Select(table => "forbid " + table));
        text.AppendJoin('\n', Adjustments.Select(adjustment => adjustment.ToString()));
        digest.AppendData(Encoding.UTF8.GetBytes(text.ToString()));
        foreach (var manifest in Manifests)
        {
            digest.AppendData(manifest.Digest);
        }

        return Hex(digest.GetHashAndReset());
    }

    /// <summary>
    /// Returns lower-case hexadecimal digits. The runtime's own method is vector code that a cold process would have to compile for one
    /// digest.
    /// </summary>
    private static string Hex(byte[] bytes)
    {
        const string Digits = "0123456789abcdef";
        var text = new char[bytes.Length * 2];
        for (var i = 0; i < bytes.Length; i++)
        {
            (text[2 * i], text[(2 * i) + 1]) = (Digits[bytes[i] >> 4], Digits[bytes[i] & 15]);
        }

        return new string(text);
    }
}
