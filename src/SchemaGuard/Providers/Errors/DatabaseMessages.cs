using SchemaGuard.Findings;

namespace SchemaGuard.Providers.Errors;

/// <summary>The sentences about what a database refuses, whatever its product.</summary>
internal static class DatabaseMessages
{
    public const string DatabaseMissing = "the database does not exist";

    public const string LockedByOther = "another session holds a lock on what the statement changes";

    public const string NoScratch = "there is no connection string with which to create a scratch database for replaying the migrations";

    public const string MayNotMakeScratch = "the user may not create a scratch database for replaying the migrations";

    public static string NoConnectionLeft(string? text) =>
        text is null ? "the server has no connection left" : $"the server has no connection left ({text.TrimEnd('.')})";

    public static string NoConnectionLeftRemedy(string ways) => $"{ways}; SchemaGuard needs one connection per process, briefly two.";

    public static string HistoryIsView(string view) =>
        $"'{view}' is a view in place of one of SchemaGuard's own tables: migrations that it leaves out would seem not to have been applied";

    public static string HistoryIsViewRemedy =>
        Wording.Of("Rename or drop the view, or choose another name with option HistoryTable.", "Rename or drop the view.");
}
