namespace SchemaGuard.Servers.Wire;

/// <summary>The counters of all sessions of a proxy.</summary>
internal sealed class WireCounters
{
    private long _roundTrips;
    private long _roundTripsConnecting;
    private long _bytesToServer;
    private long _bytesToClient;
    private long _connections;

    public long RoundTrips => Interlocked.Read(ref _roundTrips);

    public long RoundTripsConnecting => Interlocked.Read(ref _roundTripsConnecting);

    public long BytesToServer => Interlocked.Read(ref _bytesToServer);

    public long BytesToClient => Interlocked.Read(ref _bytesToClient);

    public long Connections => Interlocked.Read(ref _connections);

    public void AddConnection() => Interlocked.Increment(ref _connections);

    public void AddRoundTrip() => Interlocked.Increment(ref _roundTrips);

    public void AddRoundTripConnecting() => Interlocked.Increment(ref _roundTripsConnecting);

    public void AddToServer(int bytes) => Interlocked.Add(ref _bytesToServer, bytes);

    public void AddToClient(int bytes) => Interlocked.Add(ref _bytesToClient, bytes);

    public void Reset()
    {
        Interlocked.Exchange(ref _roundTrips, 0);
        Interlocked.Exchange(ref _roundTripsConnecting, 0);
        Interlocked.Exchange(ref _bytesToServer, 0);
        Interlocked.Exchange(ref _bytesToClient, 0);
        Interlocked.Exchange(ref _connections, 0);
    }
}
