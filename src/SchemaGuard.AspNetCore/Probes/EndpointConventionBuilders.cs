using Microsoft.AspNetCore.Builder;

namespace SchemaGuard.AspNetCore.Probes;

/// <summary>The builders of several endpoints, which take each convention together.</summary>
internal sealed class EndpointConventionBuilders(IReadOnlyList<IEndpointConventionBuilder> builders) : IEndpointConventionBuilder
{
    public void Add(Action<EndpointBuilder> convention)
    {
        foreach (var builder in builders)
        {
            builder.Add(convention);
        }
    }

    public void Finally(Action<EndpointBuilder> finallyConvention)
    {
        foreach (var builder in builders)
        {
            builder.Finally(finallyConvention);
        }
    }
}
