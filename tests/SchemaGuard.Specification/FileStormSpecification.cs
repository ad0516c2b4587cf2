using SchemaGuard.Specification.Infrastructure;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>Says it of a database that is a file: there only processes can be disturbed, as it has no server and nothing goes over a wire.</summary>
public abstract class FileStormSpecification : StormSpecification
{
    [Fact]
    public Task Twenty_four_starts_of_which_some_are_killed_and_some_frozen_lose_nothing_and_nobody_else_fails() =>
        StormAsync(Disturbances.Kills | Disturbances.Freezes);
}
