using System.Diagnostics.CodeAnalysis;
using SchemaGuard.History;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Providers.State;

/// <summary>The state of a database as one probe saw it.</summary>
/// <param name="ServerVersion">The version as the server reports it.</param>
[Experimental("SG9001")]
public sealed record DatabaseState(string ServerVersion)
{
    /// <summary>Gets whether the database exists.</summary>
    public bool Exists { get; init; } = true;

    /// <summary>Gets what to do about a database that does not exist, if the provider knows.</summary>
    public string? AbsenceRemedy { get; init; }

    /// <summary>Gets whether the history tables exist.</summary>
    public bool HasHistory { get; init; }

    /// <summary>Gets whether a table has the history table's name but not its columns.</summary>
    public bool HasForeignHistory { get; init; }

    /// <summary>Gets the schema that contains the history, or in which it would be created; <see langword="null"/> if there are no schemas.</summary>
    public string? HistorySchema { get; init; }

    /// <summary>
    /// Gets the schema of another history that the session would find by its name if there were none in <see cref="HistorySchema"/>;
    /// <see langword="null"/> if there is none.
    /// </summary>
    public string? FurtherHistorySchema { get; init; }

    /// <summary>
    /// Gets the schema in which the session creates new tables, if that is not <see cref="HistorySchema"/>, has no history, and nothing shows whether
    /// the history that was found is meant for it; <see langword="null"/> if there is no such doubt.
    /// </summary>
    public string? UnsettledSchema { get; init; }

    /// <summary>Gets what may hide a history from the user, if none is seen; <see langword="null"/> if nothing does.</summary>
    public DatabaseError? HiddenBy { get; init; }

    /// <summary>Gets whether the database cannot be written to, as on a standby.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Gets who holds the lease of this database, if anyone does; a session lock does not show here.</summary>
    public string? LeaseOwner { get; init; }

    /// <summary>Gets the newest row of the history.</summary>
    public HistoryHead Head { get; init; } = HistoryHead.Empty;

    /// <summary>Gets whether a migration has started and not finished.</summary>
    public bool HasUnfinished { get; init; }

    /// <summary>Gets a value that changes whenever the catalog changes.</summary>
    public string? DriftToken { get; init; }

    /// <summary>
    /// Gets a cheap value to be stored beside <see cref="DriftToken"/>. As long as a probe finds it unchanged, the token is the stored one and need
    /// not be read. It was taken before the token was read, when no transaction that would change it was running. <see langword="null"/> if the
    /// provider has none, or could not prove that.
    /// </summary>
    public string? Witness { get; init; }

    /// <summary>Gets whether <see cref="DriftToken"/> was not read but taken from the stamp, because the stamp's witness is unchanged.</summary>
    public bool IsTokenWitnessed { get; init; }

    /// <summary>Gets the stamp that the last successful verification left for the probed scope.</summary>
    public VerificationStamp? Stamp { get; init; }

    /// <summary>
    /// Gets a finding about the server, apart from the schema, that belongs in every report; <see langword="null"/> if there is none.
    /// </summary>
    public Finding? Advice { get; init; }

    /// <summary>
    /// Gets whether the stamp's witness is unchanged although the token differs from the stamped one; the witness must then be removed from the
    /// stamp.
    /// </summary>
    public bool IsWitnessRefuted { get; init; }

    /// <summary>Gets the state of a database that does not exist yet.</summary>
    public static DatabaseState Absent { get; } = new("") { Exists = false };
}
