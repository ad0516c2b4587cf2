using System.Globalization;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.AspNetCore.Tests.Kubelet;

/// <summary>
/// The pods of a test on one database, with the settings of the sample's Deployment. In the usual run the kubelet's clock goes ten times as fast.
/// </summary>
internal sealed class Cluster(TestDatabase database) : IAsyncDisposable
{
    private const string OpenGate = "insert into ledger (number) values (0)";

    /// <summary>A migration that lasts until the ledger has a number 0, and then writes the number 2.</summary>
    public const string HeldMigration = """
        do $$ begin while not exists (select from ledger where number = 0) loop perform pg_sleep(0.02); end loop; end $$;
        insert into ledger (number) values (2);
        """;

    /// <summary>Gets the settings of the sample's Deployment.</summary>
    public static ContainerSettings Sample { get; } = ContainerSettings.Read(FullRun.IsOn ? 1 : 0.1);

    private readonly List<Pod> _pods = [];
    private readonly List<MigrationFolder> _folders = [];

    public TestDatabase Database => database;

    public ContainerSettings Settings { get; init; } = Sample;

    /// <summary>Makes an image: the migrations that a build of the application carries.</summary>
    public MigrationFolder Build(int steps)
    {
        var folder = new MigrationFolder().AddLedger(steps);
        _folders.Add(folder);
        return folder;
    }

    /// <summary>Makes a pod of the test application.</summary>
    public Pod Run(string name, MigrationFolder image, params (string Key, string Value)[] environment) =>
        Run(
            name,
            pod =>
                TestProcess.StartApp(
                    database,
                    image,
                    [
                        ("URLS", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{pod.Port}")),
                        ("POD_NAME", pod.Name),
                        ("Listener", "true"),
                        ("Probes", "true"),
                        ("Logging__LogLevel__Microsoft.AspNetCore", "Warning"),
                        .. environment,
                    ]
                )
        );

    /// <summary>Makes a pod of any program.</summary>
    public Pod Run(string name, Func<Pod, TestProcess> start)
    {
        var pod = new Pod(name, Settings, start);
        _pods.Add(pod);
        return pod;
    }

    /// <summary>Lets the held migration end.</summary>
    public Task OpenGateAsync() => database.ExecuteAsync(OpenGate);

    /// <summary>Returns the number of applied migrations that a pod has signed.</summary>
    public Task<long> AppliedByAsync(string pod) =>
        database.NumberAsync($"select count(*) from schemaguard_history where state = 'applied' and host = '{pod}'");

    /// <summary>Returns how often a number stands in the ledger.</summary>
    public Task<long> EntriesOfAsync(int number) =>
        database.NumberAsync(string.Create(CultureInfo.InvariantCulture, $"select count(*) from ledger where number = {number}"));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_pods.Select(pod => pod.DisposeAsync().AsTask()));
        _folders.ForEach(folder => folder.Dispose());
        await database.DisposeAsync();
    }
}
