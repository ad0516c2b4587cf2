namespace SchemaGuard;

/// <summary>
/// The codes of all findings. Codes are stable: a code is never renamed or given another meaning.
/// <c>SG1xxx</c> history, <c>SG2xxx</c> catalog, <c>SG3xxx</c> invariants, <c>SG4xxx</c> pending scripts, <c>SG5xxx</c> server and connection.
/// </summary>
public static class FindingCodes
{
    /// <summary>Migrations of this build are not applied.</summary>
    public const string Pending = "SG1001";

    /// <summary>A script changed after it was applied.</summary>
    public const string ChecksumMismatch = "SG1002";

    /// <summary>A script was reformatted after it was applied; its statements are the same.</summary>
    public const string Reformatted = "SG1003";

    /// <summary>An applied migration is not in this build, although newer ones are.</summary>
    public const string Missing = "SG1004";

    /// <summary>The history is newer than this build.</summary>
    public const string Future = "SG1005";

    /// <summary>A pending migration is older than an applied one.</summary>
    public const string OutOfOrder = "SG1006";

    /// <summary>A migration was started but not finished, and a part of it is done or in doubt.</summary>
    public const string Partial = "SG1007";

    /// <summary>The history was edited: its hash chain is broken.</summary>
    public const string BrokenChain = "SG1008";

    /// <summary>A table has the name of the history table but a different shape.</summary>
    public const string ForeignHistory = "SG1009";

    /// <summary>A migration was renamed after it was applied; its version and content are the same.</summary>
    public const string Renamed = "SG1010";

    /// <summary>A migration failed.</summary>
    public const string MigrationFailed = "SG1011";

    /// <summary>A statement counts as done, because the object that it creates already existed with the same shape.</summary>
    public const string Adopted = "SG1012";

    /// <summary>The history went back: an end that it is known to have had is gone.</summary>
    public const string HistoryWentBack = "SG1013";

    /// <summary>
    /// Another history lies further down the search path, or the one found may not belong to the schema in which new tables are created.
    /// </summary>
    public const string OtherHistory = "SG1014";

    /// <summary>
    /// A statement with <c>IF NOT EXISTS</c> found an object of a different shape than it would have created, and left it as it is.
    /// </summary>
    public const string SkippedDifferently = "SG1015";

    /// <summary>A statement of a migration was executed, and the server issued a warning.</summary>
    public const string ServerWarning = "SG1016";

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

    /// <summary>An invariant does not hold.</summary>
    public const string InvariantViolated = "SG3001";

    /// <summary>The query of an invariant could not be run.</summary>
    public const string InvariantFailed = "SG3002";

    /// <summary>The query of a probe cannot use the index that it must be able to use.</summary>
    public const string IndexNotUsed = "SG3003";

    /// <summary>A probe failed: what the application does would fail as well.</summary>
    public const string ProbeFailed = "SG3004";

    /// <summary>The application's user lacks a required privilege on a table.</summary>
    public const string PrivilegeMissing = "SG3005";

    /// <summary>A pending script controls transactions in a way that would break atomicity.</summary>
    public const string TransactionControl = "SG4001";

    /// <summary>A pending script contains a directive that is not understood.</summary>
    public const string InvalidDirective = "SG4002";

    /// <summary>A pending script contains a client command that the server does not understand.</summary>
    public const string ClientCommand = "SG4003";

    /// <summary>A pending script opens a quote or a comment but never closes it.</summary>
    public const string Unterminated = "SG4004";

    /// <summary>A pending script that runs statement by statement creates an object that would not survive an interruption.</summary>
    public const string TemporaryObject = "SG4005";

    /// <summary>A pending script contains a client command that changes nothing in the database; it is left out.</summary>
    public const string SkippedCommand = "SG4006";

    /// <summary>A pending script is empty.</summary>
    public const string EmptyScript = "SG4007";

    /// <summary>A pending script contains a COMMIT where no transaction is open; it is left out.</summary>
    public const string SkippedCommit = "SG4008";

    /// <summary>The database cannot be reached.</summary>
    public const string Unreachable = "SG5001";

    /// <summary>The migration lock was not obtained in time.</summary>
    public const string LockTimeout = "SG5002";

    /// <summary>The database does not exist yet.</summary>
    public const string DatabaseMissing = "SG5003";

    /// <summary>The configuration, a migration file or a manifest is wrong, so that the database cannot be checked.</summary>
    public const string Misconfigured = "SG5011";

    /// <summary>The server keeps fewer tables open than the database has, so that each read of the catalog opens them again.</summary>
    public const string SmallTableCache = "SG5021";
}
