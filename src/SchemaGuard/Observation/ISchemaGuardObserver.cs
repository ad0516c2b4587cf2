namespace SchemaGuard;

/// <summary>
/// An observer of the guards, for an application that wants to tell others what happens: a chat, a pager, a deployment tool. Register it in the container
/// as this interface; any number may be registered.
/// </summary>
/// <remarks>
/// <para>An observer can neither delay nor break a start. Each has a queue of its own and gets its events one after another, in order, from a thread of the
/// pool. An exception is logged and the next event follows.</para>
/// <para>The queue holds 256 events; of a slow observer the oldest are dropped. Before a refused process ends, and when the host stops, observers get up to
/// two seconds for what is still queued.</para>
/// </remarks>
public interface ISchemaGuardObserver
{
    /// <summary>Receives an event.</summary>
    /// <param name="occurrence">The event.</param>
    /// <param name="cancellationToken">Is cancelled when the process does not wait any longer.</param>
    ValueTask ObserveAsync(SchemaGuardEvent occurrence, CancellationToken cancellationToken);
}
