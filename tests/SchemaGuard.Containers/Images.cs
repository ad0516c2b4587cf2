using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;
using DotNet.Testcontainers.Images;
using Xunit;

namespace SchemaGuard.Containers;

/// <summary>Knows whether containers can be started here, and of which images.</summary>
internal static class Images
{
    /// <summary>The images that are here, with blanks between them; without it, a missing one is pulled.</summary>
    private const string Variable = "SCHEMAGUARD_IMAGES";

    private static readonly string[]? Present = Environment
        .GetEnvironmentVariable(Variable)
        ?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Gets when an image is pulled: if it is missing, or never where it is said which ones are here.</summary>
    public static Func<ImageInspectResponse?, bool> Policy => Present is null ? PullPolicy.Missing : PullPolicy.Never;

    /// <summary>Skips a test whose image cannot be had. Testcontainers looks for an endpoint once, and would throw only when a container is built.</summary>
    public static void Need(string image)
    {
        Assert.SkipWhen(
            TestcontainersSettings.OS.DockerEndpointAuthConfig is null,
            "No Docker endpoint answers (DOCKER_HOST, /var/run/docker.sock); tests/README.md says how podman gives one."
        );
        Assert.SkipUnless(Present is null || Present.Contains(image, StringComparer.Ordinal), $"{image} is not one of {Variable}.");
    }
}
