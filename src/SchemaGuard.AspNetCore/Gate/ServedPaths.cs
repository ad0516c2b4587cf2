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

    /// <summary>Determines whether a request is served whatever the state of the databases: of mapped paths only what reads.</summary>
    public bool Contains(HttpRequest request)
    {
        if (Array.Exists(_always, served => request.Path.StartsWithSegments(served, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        return (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.Path.Value is { Length: > 1 } path
            && (_mapped ?? Read()).Contains(path[^1] == '/' ? path[..^1] : path);
    }

    /// <summary>Reads the endpoints, once they are complete: an application without any is asked again at the next request.</summary>
    private HashSet<string> Read()
    {
        var mapped = endpoints
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ProbeEndpoint>() is not null || endpoint.DisplayName == HealthChecks)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText?.Trim('/'))
            .Where(path => path != "/") // It is the application's as well: a path does not tell one host or port from another.
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (endpoints.Endpoints.Count > 0)
        {
            _mapped = mapped;
        }

        return mapped;
    }
}
