namespace SchemaGuard.Servers.Wire;

/// <summary>
/// The dialogue of one session. Counts round trips, and knows which ReadyForQuery answers what the client has sent. Thread-safe, as the two
/// directions run in parallel.
/// </summary>
internal sealed class WireDialogue(WireCounters counters)
{
    private const char ReadyForQuery = 'Z';
    private readonly Lock _lock = new();
    private bool _connected;
    private bool _serverSpoke = true;
    private char _lastAsked;
    private char _lastHeard;
    private long _requests;
    private long _answered;
    private long _heard;
    private long _cutAtAnswer = long.MaxValue;

    /// <summary>Gets whether the session's first ReadyForQuery has come.</summary>
    public bool IsConnected
    {
        get
        {
            lock (_lock)
            {
                return _connected;
            }
        }
    }

    /// <summary>Records a message of the client before it is forwarded.</summary>
    public void Ask(char type)
    {
        lock (_lock)
        {
            if (type != 'X' && _serverSpoke && (!_connected || ClientHadToWait()))
            {
                _serverSpoke = false;
                CountRoundTrip();
            }

            _lastAsked = type;
            if (_connected && EndsInReady(type))
            {
                _requests++;
            }
        }
    }

    /// <summary>Records a message of the server when it arrives.</summary>
    /// <returns>What is done with the message if a cut after an answer has been requested.</returns>
    public WireVerdict Answer(char type)
    {
        lock (_lock)
        {
            // Without permission to copy, the client would wait forever, and the server for its data.
            var keepBack = _connected && _answered >= _cutAtAnswer - 1 && !IsLeaveToCopy(type);
            if (type == ReadyForQuery)
            {
                _answered += _connected ? 1 : 0;
                _connected = true;
            }

            return !keepBack ? WireVerdict.Forward
                : _answered >= _cutAtAnswer ? WireVerdict.Cut
                : WireVerdict.KeepBack;
        }
    }

    /// <summary>Records a message of the server when it is delivered to the client.</summary>
    public void Hear(char type)
    {
        lock (_lock)
        {
            _heard += type == ReadyForQuery ? 1 : 0;
            _lastHeard = type;
            _serverSpoke = true;
        }
    }

    /// <summary>Cuts at the ReadyForQuery that ends the client's last message.</summary>
    public void CutAfterLastAsked()
    {
        lock (_lock)
        {
            // The data of a COPY in the simple protocol belongs to a query that was sent, everything else to a Sync that was not.
            var isSent = EndsInReady(_lastAsked) || (_lastAsked is 'd' or 'c' or 'f' && _requests > _answered);
            _cutAtAnswer = isSent ? _requests : _requests + 1;
        }
    }

    /// <summary>Cuts at the next ReadyForQuery.</summary>
    public void CutAfterNextReady()
    {
        lock (_lock)
        {
            _cutAtAnswer = _answered + 1;
        }
    }

    // Query, Sync and FunctionCall are each answered by one ReadyForQuery.
    private static bool EndsInReady(char type) => type is 'Q' or 'S' or 'F';

    // CopyInResponse and CopyBothResponse.
    private static bool IsLeaveToCopy(char type) => type is 'G' or 'W';

    // A client that keeps sending while answers to a pipeline arrive does not wait for them. It waits for all its
    // ReadyForQuery (the first was not requested), for permission to copy, and for whatever follows a Flush.
    private bool ClientHadToWait() => _heard > _requests || IsLeaveToCopy(_lastHeard) || _lastAsked == 'H';

    private void CountRoundTrip()
    {
        if (_connected)
        {
            counters.AddRoundTrip();
        }
        else
        {
            counters.AddRoundTripConnecting();
        }
    }
}
