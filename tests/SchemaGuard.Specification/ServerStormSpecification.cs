using SchemaGuard.Specification.Infrastructure;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>Says it of a database with a server, which can be killed and started again, and with connections, which can be cut.</summary>
public abstract class ServerStormSpecification : StormSpecification
{
    /// <summary>Gets the storm of a usual run, in which all happens at once, or those of a full one.</summary>
    public static TheoryData<Disturbances> Storms =>
        IsFull
            ?
            [
                Disturbances.Kills | Disturbances.Freezes,
                Disturbances.Crashes,
                Disturbances.Cuts,
                Disturbances.Crashes | Disturbances.Cuts,
                Disturbances.All,
            ]
            : [Disturbances.All];

    [Theory]
    [MemberData(nameof(Storms))]
    public Task Twenty_four_starts_that_are_killed_and_frozen_whose_server_crashes_and_whose_connections_are_cut_lose_nothing(
        Disturbances disturbances
    ) => StormAsync(disturbances);
}
