using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SchemaGuard.AspNetCore.Status;

/// <summary>The decision whether the status may be served: only where authorization protects it, in Development, or where the application says so.</summary>
internal sealed class StatusAccess(bool allowsAnonymous, IHostEnvironment environment)
{
    /// <summary>The item that the authorization middleware leaves in a request whose endpoint it has authorized.</summary>
    private const string AuthorizationHasRun = "__AuthorizationMiddlewareWithEndpointInvoked";

    /// <summary>Determines whether a request may be answered. The authorization middleware has already refused those that are not authorized.</summary>
    public async ValueTask<bool> AllowsAsync(HttpContext context) =>
        allowsAnonymous || environment.IsDevelopment() || await IsProtectedAsync(context).ConfigureAwait(false);

    private static async ValueTask<bool> IsProtectedAsync(HttpContext context)
    {
        if (!context.Items.ContainsKey(AuthorizationHasRun) || context.GetEndpoint()?.Metadata is not { } metadata)
        {
            return false;
        }

        if (metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return false;
        }

        if (
            metadata.GetMetadata<IAuthorizeData>() is not null
            || metadata.GetMetadata<AuthorizationPolicy>() is not null
            || metadata.GetMetadata<IAuthorizationRequirementData>() is not null
        )
        {
            return true;
        }

        return context.RequestServices.GetService<IAuthorizationPolicyProvider>() is { } policies
            && await policies.GetFallbackPolicyAsync().ConfigureAwait(false) is not null;
    }
}
