using System.Diagnostics;
using System.Globalization;

namespace SchemaGuard.Servers;

/// <summary>
/// A Galera cluster of MariaDB servers of its own on loopback. It ends with this object, or with the process that created it, however that ends.
/// </summary>
public sealed class GaleraCluster : IAsyncDisposable
{
    private const string Provider = "/usr/lib/libgalera_smm.so";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly List<MySqlServer> _nodes = [];

    private GaleraCluster() { }

    /// <summary>Gets whether the replication library and the programs that copy data to a new node are on this machine.</summary>
    public static bool IsInstalled => Array.TrueForAll([Provider, "/usr/bin/wsrep_sst_rsync", "/usr/bin/rsync"], File.Exists);

    public IReadOnlyList<MySqlServer> Nodes => _nodes;

    /// <summary>Starts a cluster and waits until every node is in sync with the others.</summary>
    /// <param name="installation">MariaDB.</param>
    /// <param name="settings">Server settings of every node as "name=value"; they override the defaults.</param>
    /// <exception cref="InvalidOperationException">The cluster did not start; the message contains the log of a node.</exception>
    public static async Task<GaleraCluster> StartAsync(MySqlInstallation installation, params IEnumerable<string> settings)
    {
        string[] given = [.. settings];
        var cluster = new GaleraCluster();
        try
        {
            int[] ports = [Ports.Free(), Ports.Free(), Ports.Free()];
            foreach (var port in ports)
            {
                cluster._nodes.Add(await MySqlServer.CreateAsync(installation, [.. NodeSettings(port, ports), .. given]));
            }

            await cluster.StartNodesAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a stopped node again while others run, and waits until it is in sync with them.</summary>
    public async Task StartAgainAsync(MySqlServer node)
    {
        await node.StartAgainAsync();
        await UntilAsync(node, "wsrep_local_state_comment", "Synced");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    private static IEnumerable<string> NodeSettings(int port, int[] ports)
    {
        var addresses = string.Join(',', ports.Select(Address));
        var increments = Address(Ports.Free());
        return
        [
            "binlog_format=ROW",
            "innodb_autoinc_lock_mode=2",
            "wsrep_on=ON",
            $"wsrep_provider={Provider}",
            "wsrep_cluster_name=schemaguard",
            "wsrep_node_address=127.0.0.1",
            $"wsrep_cluster_address=gcomm://{addresses}",
            "wsrep_sst_method=rsync",
            $"wsrep_sst_receive_address={Address(Ports.Free())}",
            $"wsrep_provider_options=base_port={port};gmcast.listen_addr=tcp://{Address(port)};ist.recv_addr={increments};gcache.size=16M",
        ];
    }

    private static string Address(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    // One after the other, but without waiting for the data of the previous one: two newcomers at once see only each other
    // at first, and then wait five seconds for a group.
    private async Task StartNodesAsync()
    {
        await _nodes[0].StartOnceAsync(["wsrep-new-cluster"]);
        var starts = new List<Task>();
        foreach (var node in _nodes.Skip(1))
        {
            var start = StartAgainAsync(node);
            starts.Add(start);
            var size = starts.Count + 1;
            var joined = UntilAsync(_nodes[0], "wsrep_cluster_size", size.ToString(CultureInfo.InvariantCulture));
            await await Task.WhenAny(start, joined);
        }

        await Task.WhenAll(starts);
        await UntilAsync(_nodes[0], "wsrep_local_state_comment", "Synced");
    }

    private static async Task UntilAsync(MySqlServer node, string variable, string value)
    {
        var question = $"select variable_value from information_schema.global_status where variable_name = '{variable}'";
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var (_, output, error) = await node.RunAsync(node.Installation.Client, ["--batch", "--skip-column-names", "-e", question]);
            if (output.Trim() == value)
            {
                return;
            }

            if (clock.Elapsed > Patience)
            {
                throw new InvalidOperationException(
                    $"{variable} is '{output.Trim()}' and not '{value}' after {Patience.TotalSeconds} s. {error}{await node.ReadLogAsync()}"
                );
            }

            await Task.Delay(Pause);
        }
    }
}
