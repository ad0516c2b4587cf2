using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SchemaGuard.Migrations;

namespace SchemaGuard.Verification;

/// <summary>Holds what an application needs of its database, over all of its modules.</summary>
internal sealed class Requirements(
    IReadOnlyList<string> requiredTables,
    IReadOnlyList<string> forbiddenTables,
    IReadOnlyList<Invariant> invariants
)
{
    /// <summary>Changes when the same requirements are verified in another way, so that older stamps no longer count.</summary>
    private const int Format = 1;

    public IReadOnlyList<string> RequiredTables => requiredTables;

    public IReadOnlyList<string> ForbiddenTables => forbiddenTables;

    public IReadOnlyList<Invariant> Invariants => invariants;

    public static Requirements Of(IReadOnlyList<ModuleDefinition> modules) =>
        new(
            [.. modules.SelectMany(module => module.RequiredTables).Distinct(StringComparer.Ordinal)],
            [.. modules.SelectMany(module => module.ForbiddenTables).Distinct(StringComparer.Ordinal)],
            [.. modules.SelectMany(module => module.Invariants)]
        );

    /// <summary>Computes the digest of everything this build expects to find: its migrations and its requirements on the catalog.</summary>
    public string Expectation(MigrationSet set)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        set.AppendTo(digest);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"format {Format}\n");
        text.AppendJoin('\n', requiredTables.Select(table => "require " + table)).Append('\n');
        text.AppendJoin('\n', forbiddenTables.Select(table => "forbid " + table));
        digest.AppendData(Encoding.UTF8.GetBytes(text.ToString()));
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
