namespace SchemaGuard;

/// <summary>The options of the request gate.</summary>
public sealed class RequestGateOptions
{
    /// <summary>Gets or sets what happens to requests when the database of a running application becomes unhealthy.</summary>
    /// <value>The default value is <see cref="UnhealthyPolicy.FailReadiness"/>.</value>
    public UnhealthyPolicy WhenUnhealthy { get; set; } = UnhealthyPolicy.FailReadiness;

    /// <summary>Gets or sets after how long a client that was refused may try again (header <c>Retry-After</c>).</summary>
    /// <value>The default value is 5 seconds. Whole seconds, at least one.</value>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets the paths that are served whatever the state of the databases: each with everything below it.</summary>
    /// <value>Empty by default. The paths of the probes and of the status page are always served.</value>
    public IList<string> AlwaysServed { get; } = [];
}
