namespace SchemaGuard;

/// <summary>
/// Names every finding code. Codes are stable: one is never renamed or given another meaning.
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

    /// <summary>A migration was started and is not finished.</summary>
    public const string Partial = "SG1007";

    /// <summary>The history was edited: its hash chain does not hold.</summary>
    public const string BrokenChain = "SG1008";

    /// <summary>A table has the history table's name and another shape.</summary>
    public const string ForeignHistory = "SG1009";

    /// <summary>A migration was renamed after it was applied; its version and content are the same.</summary>
    public const string Renamed = "SG1010";

    /// <summary>A migration failed.</summary>
    public const string MigrationFailed = "SG1011";

    /// <summary>A statement counts as done, because what it makes was there already with the shape that it would have given it.</summary>
    public const string Adopted = "SG1012";

    /// <summary>A required table does not exist.</summary>
    public const string RequiredTableMissing = "SG2001";

    /// <summary>A forbidden table exists.</summary>
    public const string ForbiddenTablePresent = "SG2002";

    /// <summary>An object has a required table's name but is not a table.</summary>
    public const string RequiredTableIsView = "SG2003";

    /// <summary>An index is invalid: the database keeps it up to date at best, and does not use it.</summary>
    public const string InvalidIndex = "SG2004";

    /// <summary>An invariant does not hold.</summary>
    public const string InvariantViolated = "SG3001";

    /// <summary>An invariant's query could not be run.</summary>
    public const string InvariantFailed = "SG3002";

    /// <summary>A pending script controls transactions in a way that would break atomicity.</summary>
    public const string TransactionControl = "SG4001";

    /// <summary>A pending script has a directive that cannot be understood.</summary>
    public const string InvalidDirective = "SG4002";

    /// <summary>A pending script holds a client command that the server does not know.</summary>
    public const string ClientCommand = "SG4003";

    /// <summary>A pending script opens a quote or a comment and never closes it.</summary>
    public const string Unterminated = "SG4004";

    /// <summary>A pending script that runs statement by statement makes an object that would not survive an interruption.</summary>
    public const string TemporaryObject = "SG4005";

    /// <summary>A pending script holds a client command that changes nothing in the database and is left out.</summary>
    public const string SkippedCommand = "SG4006";

    /// <summary>The database cannot be reached.</summary>
    public const string Unreachable = "SG5001";

    /// <summary>The migration lock was not obtained in time.</summary>
    public const string LockTimeout = "SG5002";

    /// <summary>The database does not exist yet.</summary>
    public const string DatabaseMissing = "SG5003";
}
