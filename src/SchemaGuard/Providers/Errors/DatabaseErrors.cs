using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.Errors;

/// <summary>The failures that several databases report, with their kind and sentence, which are the same for each.</summary>
[Experimental("SG9001")]
public static class DatabaseErrors
{
    /// <summary>Returns the error for a database that does not exist.</summary>
    /// <param name="remedy">How to correct its name or create it.</param>
    public static DatabaseError DatabaseMissing(string remedy) =>
        new(DatabaseErrorKind.DatabaseMissing, DatabaseMessages.DatabaseMissing, remedy);

    /// <summary>Returns the error for a server that accepts no more connections.</summary>
    /// <param name="text">The server's sentence, if it says more.</param>
    /// <param name="ways">What to raise or to lower, as the beginning of a sentence.</param>
    public static DatabaseError NoConnectionLeft(string? text, string ways) =>
        new(DatabaseErrorKind.Unavailable, DatabaseMessages.NoConnectionLeft(text), DatabaseMessages.NoConnectionLeftRemedy(ways));

    /// <summary>Returns the error for a lock of another session that a statement has waited for too long.</summary>
    public static DatabaseError LockedByOther() => new(DatabaseErrorKind.Busy, DatabaseMessages.LockedByOther);

    /// <summary>Returns the error for a scratch database that no connection string can create.</summary>
    /// <param name="remedy">Which user can create one, or what to do without.</param>
    public static DatabaseError NoScratch(string remedy) => new(DatabaseErrorKind.Refused, DatabaseMessages.NoScratch, remedy);

    /// <summary>Returns the error for a scratch database that the user may not create.</summary>
    /// <param name="remedy">Which user may create one, or what to do without.</param>
    public static DatabaseError MayNotMakeScratch(string remedy) =>
        new(DatabaseErrorKind.Refused, DatabaseMessages.MayNotMakeScratch, remedy);

    /// <summary>Returns the error for a view that has the name of a history table.</summary>
    /// <param name="view">The view's name.</param>
    /// <param name="remedy">What to do; <see langword="null"/> where a database has no schemas to choose from.</param>
    public static DatabaseError HistoryIsView(string view, string? remedy = null) =>
        new(DatabaseErrorKind.Refused, DatabaseMessages.HistoryIsView(view), remedy ?? DatabaseMessages.HistoryIsViewRemedy);
}
