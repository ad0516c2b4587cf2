using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SchemaGuard;
using SchemaGuard.AspNetCore.Probes;
using SchemaGuard.AspNetCore.Status;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Extension methods that map the status page.</summary>
public static class SchemaGuardStatusEndpointRouteBuilderExtensions
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Maps the status of all guards: a page for a browser, and JSON for everybody else. Outside the Development environment it answers 404 unless
    /// authorization protects it, as <c>.RequireAuthorization()</c> or a fallback policy does, or
    /// <see cref="SchemaGuardStatusOptions.AllowAnonymousAccess"/> is set.
    /// </summary>
    /// <param name="endpoints">The endpoints of the application.</param>
    /// <param name="pattern">The route pattern.</param>
    /// <param name="configure">Sets options of this endpoint, in addition to what <c>services.Configure</c> sets.</param>
    /// <returns>A builder for the conventions of the endpoint.</returns>
    /// <exception cref="InvalidOperationException">No guard is registered, or an option is wrong.</exception>
    public static IEndpointConventionBuilder MapSchemaGuardStatus(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern = "/schema",
        Action<SchemaGuardStatusOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        var services = endpoints.ServiceProvider;
        if (services.GetService<ISchemaGate>() is null)
        {
            throw new InvalidOperationException(
                "No guard is registered. Call builder.Services.AddSchemaGuard() before the application is built."
            );
        }

        // A second status page may have other options, such as one on a management port.
        var options = services.GetRequiredService<IOptionsFactory<SchemaGuardStatusOptions>>().Create(Options.DefaultName);
        configure?.Invoke(options);
        Validate(options);
        var endpoint = StatusEndpoint.Of(services, options);
        return endpoints
            .MapMethods(pattern, Methods, endpoint.AnswerAsync)
            .WithDisplayName("SchemaGuard status")
            .WithMetadata(ProbeEndpoint.Instance)
            .ExcludeFromDescription();
    }

    private static void Validate(SchemaGuardStatusOptions options)
    {
        if (options.StatusReadTimeout <= TimeSpan.Zero || options.StatusReadTimeout > TimeSpan.FromMinutes(1))
        {
            throw new InvalidOperationException(
                $"{options.StatusReadTimeout} is not a time limit for the status page. Set StatusReadTimeout to more than zero and at most a minute."
            );
        }

        if (options.HistoryRows < 1)
        {
            throw new InvalidOperationException(
                $"{options.HistoryRows} is not a number of rows for the status page. Set HistoryRows to 1 or more."
            );
        }
    }
}
