using System.Diagnostics.CodeAnalysis;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Providers.State;

/// <summary>Holds what one probe saw.</summary>
/// <param name="ServerVersion">The server's version as it says it.</param>
[Experimental("SG9001")]
public sealed record DatabaseState(string ServerVersion)
{
    /// <summary>Gets whether the database exists.</summary>
    public bool Exists { get; init; } = true;

    /// <summary>Gets what to do about a database that does not exist, where the provider knows.</summary>
    public string? AbsenceRemedy { get; init; }

    /// <summary>Gets whether the history tables exist.</summary>
    public bool HasHistory { get; init; }

    /// <summary>Gets whether a table has the history table's name and not its columns.</summary>
    public bool HasForeignHistory { get; init; }

    /// <summary>Gets the schema in which the history is, or would be created; <see langword="null"/> where there are no schemas.</summary>
    public string? HistorySchema { get; init; }

    /// <summary>Gets the schema of another history that the session would find by its name if there were none in <see cref="HistorySchema"/>; <see langword="null"/> where there is none.</summary>
    public string? FurtherHistorySchema { get; init; }

    /// <summary>
    /// Gets the schema in which the session makes new tables, where that is not <see cref="HistorySchema"/>, has no history, and nothing tells whether the history that was found is meant for
    /// it; <see langword="null"/> where there is no such doubt.
    /// </summary>
    public string? UnsettledSchema { get; init; }

    /// <summary>Gets what may hide a history from the user, where none is seen; <see langword="null"/> where nothing does.</summary>
    public DatabaseError? HiddenBy { get; init; }

    /// <summary>Gets whether nothing can be written, as on a standby.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Gets who holds the lease of this database, where one is held; a session lock does not show here.</summary>
    public string? LeaseOwner { get; init; }

    /// <summary>Gets the newest row of the history.</summary>
    public HistoryHead Head { get; init; } = HistoryHead.Empty;

    /// <summary>Gets whether a migration was started and is not finished.</summary>
    public bool HasUnfinished { get; init; }

    /// <summary>Gets a value that changes whenever the catalog changes.</summary>
    public string? DriftToken { get; init; }

    /// <summary>
    /// Gets a cheap value that is to be stored beside <see cref="DriftToken"/>: as long as a probe finds it unchanged, the token is the stored one and need
    /// not be read. It was taken before
    /// the token was read, and nothing that would move it was under way then. <see langword="null"/> where the provider has none, or could not prove that.
    /// </summary>
    public string? Witness { get; init; }

    /// <summary>Gets whether <see cref="DriftToken"/> was not read, but taken from the stamp, whose witness is unchanged.</summary>
    public bool IsTokenWitnessed { get; init; }

    /// <summary>Gets what the last successful verification left, for the probed scope.</summary>
    public VerificationStamp? Stamp { get; init; }

    /// <summary>Gets what is to be told of the server each time that a look at it is reported, apart from the schema; <see langword="null"/> where there is nothing.</summary>
    public Finding? Advice { get; init; }

    /// <summary>Gets whether the stamp's witness is unchanged although the token is not the stamped one: it is to be taken out of the stamp.</summary>
    public bool IsWitnessRefuted { get; init; }

    /// <summary>Describes a database that does not exist yet.</summary>
    public static DatabaseState Absent { get; } = new("") { Exists = false };
}
