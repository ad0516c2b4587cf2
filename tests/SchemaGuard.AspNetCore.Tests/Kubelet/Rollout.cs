using System.Globalization;

namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>
/// The controller of a Deployment: it replaces pods, never has more than <c>replicas + maxSurge</c>, and never less that are ready than
/// <c>replicas - maxUnavailable</c>.
/// </summary>
internal sealed class Rollout
{
    private readonly List<Pod> _pods = [];
    private readonly Lock _lock = new();

    public Rollout()
    {
        var specification = ContainerSettings.Deployment.Spec;
        var strategy = specification.Strategy.RollingUpdate;
        Replicas = specification.Replicas!.Value;
        MaxSurge = int.Parse(strategy.MaxSurge.Value, CultureInfo.InvariantCulture);
        MaxUnavailable = int.Parse(strategy.MaxUnavailable.Value, CultureInfo.InvariantCulture);
    }

    public int Replicas { get; }

    public int MaxSurge { get; }

    public int MaxUnavailable { get; }

    /// <summary>Gets the pods to which requests are sent.</summary>
    public IReadOnlyList<Pod> Endpoints
    {
        get
        {
            lock (_lock)
            {
                return [.. _pods.Where(pod => pod.IsRouted)];
            }
        }
    }

    /// <summary>Brings the pods of a first release up, all at once.</summary>
    public async Task InstallAsync(Func<int, Pod> create)
    {
        Add([.. Enumerable.Range(1, Replicas).Select(create)]);
        await Task.WhenAll(_pods.Select(pod => pod.UntilRoutedAsync()));
    }

    /// <summary>Replaces all pods by those of another release.</summary>
    public async Task UpdateAsync(Func<int, Pod> create)
    {
        var old = new Queue<Pod>(_pods);
        List<Task> deletions = [];
        for (var made = 0; made < Replicas || old.Count > 0; )
        {
            var surge = Math.Min(Replicas - made, Replicas + MaxSurge - old.Count - made);
            List<Pod> fresh = [.. Enumerable.Range(made + 1, surge).Select(create)];
            made += surge;
            Add(fresh);
            await Task.WhenAll(fresh.Select(pod => pod.UntilRoutedAsync()));
            for (var spare = Endpoints.Count - (Replicas - MaxUnavailable); spare > 0 && old.TryDequeue(out var pod); spare--)
            {
                deletions.Add(pod.DeleteAsync());
            }
        }

        await Task.WhenAll(deletions);
    }

    private void Add(IEnumerable<Pod> pods)
    {
        lock (_lock)
        {
            _pods.AddRange(pods);
        }
    }
}
