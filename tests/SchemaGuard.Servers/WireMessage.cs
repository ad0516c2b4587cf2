using System.Text;

namespace SchemaGuard.Servers;

/// <summary>One message of the PostgreSQL protocol, version 3, on its way through a <see cref="WireProxy"/>.</summary>
/// <param name="Session">The number of its connection to the proxy, from 1.</param>
/// <param name="Direction">The direction of the message.</param>
/// <param name="Type">The type, such as 'Q' for a query; see the server documentation, "Message Formats".</param>
/// <param name="Ordinal">The number in this direction of the session, from 1, after the session's first ReadyForQuery.</param>
/// <param name="Payload">The content after the type and the length.</param>
public readonly record struct WireMessage(int Session, WireDirection Direction, char Type, long Ordinal, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Determines whether the payload contains a text, such as a part of the statement.</summary>
    public bool Contains(string text) => Payload.Span.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
