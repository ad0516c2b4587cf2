namespace SchemaGuard.Servers;

/// <summary>What a <see cref="WireProxy"/> does with a message. A cut closes both sockets of the session.</summary>
public enum CutAction
{
    /// <summary>Forwards the message.</summary>
    Pass,

    /// <summary>Forwards what came before the message in its direction, and cuts.</summary>
    CutBefore,

    /// <summary>Forwards the message, too, and cuts before any answer to it. A server may or may not finish it later.</summary>
    CutAfter,

    /// <summary>
    /// Forwards everything to the server, holds back its answers until it is ready for the next query, and cuts: the server has done all of it, and
    /// the client never hears of it. For an answer, it holds back this one and the rest.
    /// </summary>
    CutAfterAnswer,
}
