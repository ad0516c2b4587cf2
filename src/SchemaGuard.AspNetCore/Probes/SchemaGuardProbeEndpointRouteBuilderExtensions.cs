using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SchemaGuard;
using SchemaGuard.AspNetCore.Probes;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Extension methods that map the probes of an orchestrator.</summary>
public static class SchemaGuardProbeEndpointRouteBuilderExtensions
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Maps the liveness, startup and readiness probes (<c>/health/live</c>, <c>/health/startup</c>, <c>/health/ready</c>). They answer from memory, and
    /// independently of the application's own health checks.
    /// </summary>
    /// <param name="endpoints">The endpoints of the application.</param>
    /// <param name="configure">Sets options, in addition to what <c>services.Configure</c> sets.</param>
    /// <returns>A builder for the conventions of all three endpoints.</returns>
    /// <exception cref="InvalidOperationException">No guard is registered, or two probes have the same path.</exception>
    public static IEndpointConventionBuilder MapSchemaGuardProbes(
        this IEndpointRouteBuilder endpoints,
        Action<SchemaGuardProbeOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        if (services.GetService<ISchemaGate>() is null)
        {
            throw new InvalidOperationException(
                "No guard is registered. Call builder.Services.AddSchemaGuard() before the application is built."
            );
        }

        // The listener that answers while migrations run reads the same instance.
        var options = services.GetRequiredService<IOptions<SchemaGuardProbeOptions>>().Value;
        configure?.Invoke(options);
        ProbePaths.Validate(options);
        var responder = ProbeResponder.Of(services);
        return new EndpointConventionBuilders([
            Map(endpoints, options.LivePath, "SchemaGuard liveness", responder, ProbeKind.Live),
            Map(endpoints, options.StartupPath, "SchemaGuard startup", responder, ProbeKind.Startup),
            Map(endpoints, options.ReadyPath, "SchemaGuard readiness", responder, ProbeKind.Ready),
        ]);
    }

    private static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder endpoints,
        string path,
        string name,
        ProbeResponder responder,
        ProbeKind probe
    )
    {
        var builder = endpoints
            .MapMethods(path, Methods, context => responder.AnswerAsync(context, probe))
            .WithDisplayName(name)
            .WithMetadata(ProbeEndpoint.Instance)
            .ExcludeFromDescription()
            .DisableHttpMetrics();
        builder.Finally(AllowUnlessAuthorized);
        return builder;
    }

    /// <summary>
    /// Keeps a fallback policy away from a probe: an orchestrator has no credentials, and takes a redirection to a login page for success. What the
    /// application demands of the probes themselves stays.
    /// </summary>
    private static void AllowUnlessAuthorized(EndpointBuilder endpoint)
    {
        if (!endpoint.Metadata.Any(item => item is IAuthorizeData or AuthorizationPolicy or IAuthorizationRequirementData))
        {
            endpoint.Metadata.Add(new AllowAnonymousAttribute());
        }
    }
}
