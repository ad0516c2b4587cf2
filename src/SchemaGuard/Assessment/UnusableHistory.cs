using System.Data;
using System.Data.Common;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Assessment;

/// <summary>A table in place of the history that is not one, or is missing.</summary>
internal static class UnusableHistory
{
    /// <summary>
    /// Determines whether the connection works and the table exists but is not a history. A table that the user may not read does not
    /// count, because its content is unknown.
    /// </summary>
    public static bool IsCauseOf(DatabaseUnreachableException exception, IDatabaseProvider provider) =>
        exception.Cause is DataException
        || exception.Cause is DbException inner
            && provider.Classify(inner) is { Kind: DatabaseErrorKind.Statement, IsOfShape: true, IsMissingRight: false };
}
