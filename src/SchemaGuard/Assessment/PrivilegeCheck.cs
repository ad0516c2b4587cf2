using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Verification.Comparison;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.Assessment;

/// <summary>
/// The check whether the application's user has the required privileges on tables. It runs at each start: privileges are part neither of
/// the schema nor of a stamp, which other users share.
/// </summary>
internal sealed class PrivilegeCheck(GuardContext guard, DbConnection connection)
{
    private readonly RetriedReads _calls = new(guard);

    /// <summary>Runs the check.</summary>
    /// <returns>A finding for each table on which a privilege is missing. Tables that are known not to exist are not reported.</returns>
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
