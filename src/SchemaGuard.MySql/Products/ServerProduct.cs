using System.Globalization;
using SchemaGuard.Scripts.Dialects;

namespace SchemaGuard.MySql.Products;

/// <summary>The product and version of a server, from the version string that it sends when a connection is opened. Immutable.</summary>
/// <param name="Product"><c>MySQL</c> or <c>MariaDB</c>.</param>
/// <param name="Version">Its version.</param>
internal sealed record ServerProduct(string Product, Version Version)
{
    private static readonly Version OldestMariaDb = new(10, 6);
    private static readonly Version OldestMySql = new(8, 0);

    /// <summary>The other databases that speak MySQL's protocol. Percona Server and Aurora are MySQL.</summary>
    private static readonly string[] Others = ["TiDB", "OceanBase", "Vitess", "SingleStore", "MemSQL", "StarRocks", "Doris"];

    /// <summary>Gets whether it is MariaDB.</summary>
    public bool IsMariaDb => Product == "MariaDB";

    /// <summary>Gets the rules by which its scripts are read.</summary>
    public LexicalRules LexicalRules => IsMariaDb ? LexicalRules.MariaDb : LexicalRules.MySql;

    /// <summary>Gets whether the process list tells how far a statement is, in per cent.</summary>
    public bool TellsProgress => IsMariaDb;

    /// <summary>Gets whether <c>information_schema</c> opens tables to describe them; MySQL reads its data dictionary instead.</summary>
    public bool OpensTablesToDescribeThem => IsMariaDb;

    /// <summary>Gets whether SUPER allows writing on a read-only server; MariaDB removed that from SUPER in 10.11.</summary>
    public bool WritesReadOnlyBySuper => !IsMariaDb || Version < new Version(10, 11);

    /// <summary>Gets whether its DDL statements are atomic, on which every proof here relies.</summary>
    public bool IsSupported => FindOther(Product) is null && Version >= (IsMariaDb ? OldestMariaDb : OldestMySql);

    /// <summary>Parses the server version that the driver reports, such as <c>10.11.19-MariaDB-0+deb12u1</c> or <c>9.7.4</c>.</summary>
    public static ServerProduct Parse(string serverVersion)
    {
        const string Replication = "5.5.5-";
        var isMariaDb = serverVersion.Contains("MariaDB", StringComparison.OrdinalIgnoreCase);

        // MariaDB puts this before its version for replicas that know no version above 9.
        var text =
            isMariaDb && serverVersion.StartsWith(Replication, StringComparison.Ordinal)
                ? serverVersion[Replication.Length..]
                : serverVersion;
        var numbers = text.Split('-', '+', ' ')[0].Split('.');
        return new ServerProduct(
            FindOther(serverVersion) ?? (isMariaDb ? "MariaDB" : "MySQL"),
            new Version(Number(numbers, 0), Number(numbers, 1), Number(numbers, 2))
        );
    }

    /// <summary>Finds the name of a product that only speaks MySQL's protocol, in a version or the comment on it.</summary>
    public static string? FindOther(string? text) =>
        Others.FirstOrDefault(other => text?.Contains(other, StringComparison.OrdinalIgnoreCase) == true);

    public override string ToString() => $"{Product} {Version}";

    private static int Number(string[] numbers, int index) =>
        index < numbers.Length && int.TryParse(numbers[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
