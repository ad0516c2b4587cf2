namespace SchemaGuard;

/// <summary>
/// The codes of all findings. Codes are stable: a code is never renamed or given another meaning.
/// <c>SG1xxx</c> history, <c>SG2xxx</c> catalog, <c>SG3xxx</c> invariants, <c>SG4xxx</c> pending scripts, <c>SG5xxx</c> server and connection.
/// </summary>
public static partial class FindingCodes
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
