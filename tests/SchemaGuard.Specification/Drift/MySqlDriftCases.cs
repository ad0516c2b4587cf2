using SchemaGuard.Specification.Drift.MySql;

namespace SchemaGuard.Specification.Drift;

/// <summary>All changes by hand that the catalogs of MySQL and MariaDB can show, with the finding that each must produce.</summary>
public static class MySqlDriftCases
{
    /// <summary>Gets the MariaDB schema that is changed.</summary>
    public static string MariaDbSchema => MySqlDriftSchema.Common + MySqlDriftSchema.OfMariaDb;

    /// <summary>Gets the MySQL schema that is changed.</summary>
    public static string MySqlSchema => MySqlDriftSchema.Common + MySqlDriftSchema.OfMySql;

    /// <summary>Gets the changes for MariaDB.</summary>
    public static IReadOnlyList<DriftCase> MariaDb { get; } =
    [
        .. MySqlTableCases.Common,
        .. MySqlTableCases.WithCollation("utf8mb4_general_ci"),
        .. MySqlTableCases.OfMariaDb,
        .. MySqlColumnCases.Common,
        .. MySqlKeyCases.Common,
        .. MySqlForeignKeyCases.Common,
        .. MySqlKeyCases.OfMariaDb,
        .. MySqlKeyCases.WithHiding("ignored", "not ignored"),
        .. MySqlProgramCases.Common,
        .. MySqlSequenceCases.OfMariaDb,
    ];

    /// <summary>Gets the changes for MySQL.</summary>
    public static IReadOnlyList<DriftCase> MySql { get; } =
    [
        .. MySqlTableCases.Common,
        .. MySqlTableCases.WithCollation("utf8mb4_0900_ai_ci"),
        .. MySqlColumnCases.Common,
        .. MySqlColumnCases.OfMySql,
        .. MySqlKeyCases.Common,
        .. MySqlForeignKeyCases.Common,
        .. MySqlKeyCases.OfMySql,
        .. MySqlKeyCases.WithHiding("invisible", "visible"),
        .. MySqlProgramCases.Common,
    ];

    /// <summary>Gets what MariaDB does not have, with the reasons.</summary>
    public static IReadOnlyList<Absence> NotOfMariaDb => MySqlAbsences.OfMariaDb;

    /// <summary>Gets what MySQL does not have, with the reasons.</summary>
    public static IReadOnlyList<Absence> NotOfMySql => MySqlAbsences.OfMySql;
}
