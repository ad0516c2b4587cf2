using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Verification.Comparison;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.Assessment;

/// <summary>
/// Asks the database whether the application's user may do with tables what it must. Asked at each start: what a user may belongs neither to the schema nor to a
/// stamp, which other users share.
/// </summary>
internal sealed class PrivilegeCheck(GuardServices guard, DbConnection connection)
{
    private readonly DatabaseCalls _calls = new(guard);

    /// <summary>Asks.</summary>
    /// <returns>A finding for each table of which a privilege is missing. Of a table that is known not to be there, nothing is said.</returns>
    public async Task<IReadOnlyList<Finding>> RunAsync(IReadOnlyList<TableAccess> required, CancellationToken cancellationToken)
    {
        if (required.Count == 0)
        {
            return [];
        }

        var missing = await _calls
            .RunAsync(ct => guard.Provider.FindMissingAccessAsync(connection, required, ct), cancellationToken)
            .ConfigureAwait(false);
        return [.. missing.Select(CatalogFindings.PrivilegeMissing)];
    }
}
