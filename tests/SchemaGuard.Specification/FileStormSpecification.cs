using SchemaGuard.Specification.Infrastructure;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>The storms on a database that is a file: only processes can be disturbed, as there is no server and nothing goes over a wire.</summary>
public abstract class FileStormSpecification : StormSpecification
{
    [Fact]
    public Task Twenty_four_starts_of_which_some_are_killed_and_some_frozen_lose_nothing_and_nobody_else_fails() =>
        StormAsync(Disturbances.Kills | Disturbances.Freezes);
}
