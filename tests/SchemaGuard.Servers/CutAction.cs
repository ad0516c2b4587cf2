namespace SchemaGuard.Servers;

/// <summary>Says what a <see cref="WireProxy"/> does with a message. A cut closes both sockets of the session.</summary>
public enum CutAction
{
    /// <summary>Forwards the message.</summary>
    Pass,

    /// <summary>Forwards what came before the message in its direction, and cuts.</summary>
    CutBefore,

    /// <summary>Forwards the message too, and cuts before anything that answers it. A server may finish it later, or not.</summary>
    CutAfter,

    /// <summary>
    /// Forwards everything to the server, keeps its answers back until it is ready for the next query, and cuts: the server
    /// has done all of it, and the client never hears. On an answer it keeps back this one and the rest.
    /// </summary>
    CutAfterAnswer,
}
