using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using SchemaGuard.AspNetCore.Probes;

namespace SchemaGuard.AspNetCore.Gate;

/// <summary>
/// The paths that the request gate lets through. It works before routing, so it compares the path itself with those of the mapped probes, of the status
/// page and of health checks, and with what the options name.
/// </summary>
internal sealed class ServedPaths(EndpointDataSource endpoints, IEnumerable<string> always)
{
    // The name that MapHealthChecks gives; there is nothing else by which its endpoints can be told.
    private const string HealthChecks = "Health checks";

    private readonly PathString[] _always = [.. always.Select(path => new PathString(path.TrimEnd('/')))];
    private volatile HashSet<string>? _mapped;

    /// <summary>Determines whether a path is served whatever the state of the databases.</summary>
    public bool Contains(PathString path)
    {
        if (Array.Exists(_always, served => path.StartsWithSegments(served, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        return (_mapped ?? Read()).Contains(Normal(path.Value));
    }

    /// <summary>Reads the endpoints, once they are complete: an application without any is asked again at the next request.</summary>
    private HashSet<string> Read()
    {
        var mapped = endpoints
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ProbeEndpoint>() is not null || endpoint.DisplayName == HealthChecks)
            .Select(endpoint => Normal(endpoint.RoutePattern.RawText))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (endpoints.Endpoints.Count > 0)
        {
            _mapped = mapped;
        }

        return mapped;
    }

    private static string Normal(string? path) => "/" + path?.Trim('/');
}
