namespace SchemaGuard;

// The codes of the catalog, SG2xxx.
public static partial class FindingCodes
{
    /// <summary>A required table does not exist.</summary>
    public const string RequiredTableMissing = "SG2001";

    /// <summary>A forbidden table exists.</summary>
    public const string ForbiddenTablePresent = "SG2002";

    /// <summary>An object has a required table's name but is not a table.</summary>
    public const string RequiredTableIsView = "SG2003";

    /// <summary>An index is invalid: the database at best keeps it up to date, but does not use it.</summary>
    public const string InvalidIndex = "SG2004";

    /// <summary>A table differs from what is expected in something other than its columns, keys and indexes.</summary>
    public const string TableDifferent = "SG2005";

    /// <summary>A table is unexpected.</summary>
    public const string TableUnexpected = "SG2006";

    /// <summary>A table has the name of an expected table but a different shape: most of the columns are missing.</summary>
    public const string TableShape = "SG2007";

    /// <summary>A column that allows no NULL and has no default is unexpected: every insert by this build would fail.</summary>
    public const string InsertWouldFail = "SG2008";

    /// <summary>An index or key of a partitioned table has no counterpart in a partition, as <c>CREATE INDEX … ON ONLY</c> leaves it.</summary>
    public const string IndexNotAttached = "SG2009";

    /// <summary>Partitions were added or removed, as retention and maintenance do.</summary>
    public const string PartitionsDifferent = "SG2010";

    /// <summary>A column is missing.</summary>
    public const string ColumnMissing = "SG2011";

    /// <summary>A column is not as expected.</summary>
    public const string ColumnDifferent = "SG2012";

    /// <summary>A column is unexpected.</summary>
    public const string ColumnUnexpected = "SG2013";

    /// <summary>A primary or unique key is missing.</summary>
    public const string KeyMissing = "SG2021";

    /// <summary>A primary or unique key is not as expected.</summary>
    public const string KeyDifferent = "SG2022";

    /// <summary>A primary or unique key is unexpected.</summary>
    public const string KeyUnexpected = "SG2023";

    /// <summary>A foreign key is missing.</summary>
    public const string ForeignKeyMissing = "SG2031";

    /// <summary>A foreign key is not as expected.</summary>
    public const string ForeignKeyDifferent = "SG2032";

    /// <summary>A foreign key is unexpected.</summary>
    public const string ForeignKeyUnexpected = "SG2033";

    /// <summary>A check or exclusion constraint is missing.</summary>
    public const string CheckMissing = "SG2041";

    /// <summary>A check or exclusion constraint is not as expected.</summary>
    public const string CheckDifferent = "SG2042";

    /// <summary>A check or exclusion constraint is unexpected.</summary>
    public const string CheckUnexpected = "SG2043";

    /// <summary>An index is missing.</summary>
    public const string IndexMissing = "SG2051";

    /// <summary>An index is not as expected.</summary>
    public const string IndexDifferent = "SG2052";

    /// <summary>An index is unexpected.</summary>
    public const string IndexUnexpected = "SG2053";

    /// <summary>A view is missing.</summary>
    public const string ViewMissing = "SG2061";

    /// <summary>A view is not as expected.</summary>
    public const string ViewDifferent = "SG2062";

    /// <summary>A view is unexpected.</summary>
    public const string ViewUnexpected = "SG2063";

    /// <summary>A routine is missing.</summary>
    public const string RoutineMissing = "SG2071";

    /// <summary>A routine is not as expected.</summary>
    public const string RoutineDifferent = "SG2072";

    /// <summary>A routine is unexpected.</summary>
    public const string RoutineUnexpected = "SG2073";

    /// <summary>A trigger is missing.</summary>
    public const string TriggerMissing = "SG2081";

    /// <summary>A trigger is not as expected.</summary>
    public const string TriggerDifferent = "SG2082";

    /// <summary>A trigger is unexpected.</summary>
    public const string TriggerUnexpected = "SG2083";

    /// <summary>A type is missing.</summary>
    public const string TypeMissing = "SG2091";

    /// <summary>A type is not as expected.</summary>
    public const string TypeDifferent = "SG2092";

    /// <summary>A type is unexpected.</summary>
    public const string TypeUnexpected = "SG2093";

    /// <summary>A sequence is missing.</summary>
    public const string SequenceMissing = "SG2101";

    /// <summary>A sequence is not as expected.</summary>
    public const string SequenceDifferent = "SG2102";

    /// <summary>A sequence is unexpected.</summary>
    public const string SequenceUnexpected = "SG2103";

    /// <summary>An extension is missing.</summary>
    public const string ExtensionMissing = "SG2111";

    /// <summary>An extension is not as expected.</summary>
    public const string ExtensionDifferent = "SG2112";

    /// <summary>An extension is unexpected.</summary>
    public const string ExtensionUnexpected = "SG2113";

    /// <summary>A row-level security policy is missing.</summary>
    public const string PolicyMissing = "SG2121";

    /// <summary>A row-level security policy is not as expected.</summary>
    public const string PolicyDifferent = "SG2122";

    /// <summary>A row-level security policy is unexpected.</summary>
    public const string PolicyUnexpected = "SG2123";

    /// <summary>The columns of a table are in a different order.</summary>
    public const string ColumnOrderDifferent = "SG2014";

    /// <summary>A rewrite rule is missing.</summary>
    public const string RuleMissing = "SG2151";

    /// <summary>A rewrite rule is not as expected.</summary>
    public const string RuleDifferent = "SG2152";

    /// <summary>A rewrite rule is unexpected.</summary>
    public const string RuleUnexpected = "SG2153";

    /// <summary>An event, event trigger, cast, operator, publication or other object without a kind of its own is missing.</summary>
    public const string OtherMissing = "SG2161";

    /// <summary>An object without a kind of its own is not as expected.</summary>
    public const string OtherDifferent = "SG2162";

    /// <summary>An object without a kind of its own is unexpected.</summary>
    public const string OtherUnexpected = "SG2163";

    /// <summary>An object refers to something that no longer exists, so that using it fails.</summary>
    public const string BrokenReference = "SG2171";

    /// <summary>A schema is missing.</summary>
    public const string SchemaMissing = "SG2131";

    /// <summary>A schema is unexpected.</summary>
    public const string SchemaUnexpected = "SG2133";

    /// <summary>A constraint or an index is as expected but has a different name.</summary>
    public const string NameDifferent = "SG2141";

    /// <summary>SQL in the catalog is written differently than expected but means the same.</summary>
    public const string RenderedDifferently = "SG2142";

    /// <summary>A manifest comes from another product or major version, whose SQL text cannot be compared with that of this server.</summary>
    public const string ManifestOfOtherServer = "SG2143";

    /// <summary>The database does not show this user an expected object, so that it could not be compared.</summary>
    public const string Unseen = "SG2144";

    /// <summary>The schema changed while the application was running, and the server knows who changed it.</summary>
    public const string ChangedBy = "SG2145";
}
