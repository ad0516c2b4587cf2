using System.Globalization;
using SchemaGuard.Providers;
using SchemaGuard.Scripts;

namespace SchemaGuard.MySql;

/// <summary>Says which server answers, from the version that it gives when a connection is opened. Immutable.</summary>
/// <param name="Product"><c>MySQL</c> or <c>MariaDB</c>.</param>
/// <param name="Version">Its version.</param>
internal sealed record ServerProduct(string Product, Version Version)
{
    private static readonly Version OldestMariaDb = new(10, 6);
    private static readonly Version OldestMySql = new(8, 0);

    /// <summary>Gets whether it is MariaDB.</summary>
    public bool IsMariaDb => Product == "MariaDB";

    /// <summary>Gets the rules by which its scripts are read.</summary>
    public LexicalRules LexicalRules => IsMariaDb ? LexicalRules.MariaDb : LexicalRules.MySql;

    /// <summary>Gets what it can do that others cannot.</summary>
    public ServerCapabilities Capabilities => ServerCapabilities.Of(this);

    /// <summary>Gets whether its DDL statements are atomic, which all that is proved here rests on.</summary>
    public bool IsSupported => Version >= (IsMariaDb ? OldestMariaDb : OldestMySql);

    /// <summary>Reads the driver's word for the server's version, such as <c>10.11.19-MariaDB-0+deb12u1</c> or <c>9.7.4</c>.</summary>
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
        return new ServerProduct(isMariaDb ? "MariaDB" : "MySQL", new Version(Number(numbers, 0), Number(numbers, 1), Number(numbers, 2)));
    }

    /// <summary>Refuses a server on which nothing can be proved.</summary>
    /// <exception cref="DatabaseRefusedException">It is too old.</exception>
    public void RefuseIfTooOld()
    {
        if (!IsSupported)
        {
            throw new DatabaseRefusedException(
                new DatabaseError(DatabaseErrorKind.Refused, MySqlMessages.TooOld(this), MySqlMessages.TooOldRemedy)
            );
        }
    }

    public override string ToString() => $"{Product} {Version}";

    private static int Number(string[] numbers, int index) =>
        index < numbers.Length && int.TryParse(numbers[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
