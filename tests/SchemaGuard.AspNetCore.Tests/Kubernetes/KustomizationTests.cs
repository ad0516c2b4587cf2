using k8s.Models;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Kubernetes;

public sealed class KustomizationTests
{
    public static TheoryData<string> Overlays => [.. Manifests.Overlays];

    [Fact]
    public void There_are_a_base_and_three_ways_to_migrate() =>
        Manifests.Overlays.ShouldBe(["base", "init-container", "job", "migrate-in-pods"]);

    [Theory]
    [MemberData(nameof(Overlays))]
    public void What_it_names_exists_and_every_file_is_named(string overlay)
    {
        var kustomization = Manifests.ReadKustomization(overlay);

        kustomization.ApiVersion.ShouldBe("kustomize.config.k8s.io/v1beta1");
        kustomization.Kind.ShouldBe("Kustomization");
        kustomization.Resources.ShouldAllBe(path =>
            File.Exists(Manifests.PathOf(overlay, path)) || File.Exists(Manifests.PathOf(overlay, path + "/kustomization.yaml"))
        );
        kustomization
            .Resources.Concat(kustomization.Patches.Select(patch => patch.Path))
            .Where(path => path.EndsWith(".yaml", StringComparison.Ordinal))
            .Select(path => Manifests.NameOf(overlay, path))
            .ShouldBe(Manifests.Files.Where(file => Path.GetDirectoryName(file) == overlay), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void A_patch_applies_to_a_container_that_the_base_has(string overlay)
    {
        var deployment = Manifests.Read<V1Deployment>("base/deployment.yaml");
        foreach (var patch in Manifests.ReadKustomization(overlay).Patches)
        {
            var patched = Manifests.Read<V1Deployment>(Manifests.NameOf(overlay, patch.Path));

            patched.Metadata.Name.ShouldBe(deployment.Metadata.Name);
            patched
                .Spec.Template.Spec.Containers.Select(container => container.Name)
                .ShouldBe(deployment.Spec.Template.Spec.Containers.Select(container => container.Name));
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void An_image_that_gets_a_tag_is_the_one_of_the_manifests(string overlay)
    {
        var image = Manifests.Read<V1Deployment>("base/deployment.yaml").Spec.Template.Spec.Containers.Single().Image;

        Manifests.ReadKustomization(overlay).Images.ShouldAllBe(named => image.StartsWith(named.Name + ":", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("job/wait.yaml", StartupMode.Wait)]
    [InlineData("init-container/init-container.yaml", StartupMode.Verify)]
    public void Pods_that_do_not_migrate_are_told_so(string file, StartupMode mode) =>
        Manifests
            .Read<V1Deployment>(file)
            .Spec.Template.Spec.Containers.Single()
            .Env.ShouldContain(variable => variable.Name == "SchemaGuard__Startup" && variable.Value == mode.ToString());
}
