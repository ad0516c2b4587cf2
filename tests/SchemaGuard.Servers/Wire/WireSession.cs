using System.Net.Sockets;

namespace SchemaGuard.Servers.Wire;

/// <summary>One connection through a proxy: two sides, and a pump from each to the line of the other.</summary>
internal sealed class WireSession : IDisposable
{
    private readonly int _number;
    private readonly Func<WireMessage, CutAction> _rule;
    private readonly WireDialogue _dialogue;
    private readonly WireSide _client;
    private readonly WireSide _server;
    private volatile bool _cut;
    private long _asked;
    private long _answered;

    public WireSession(
        int number,
        Socket client,
        Socket server,
        Func<TimeSpan> delay,
        Func<WireMessage, CutAction> rule,
        WireCounters counters
    )
    {
        _number = number;
        _rule = rule;
        _dialogue = new WireDialogue(counters);
        _server = new WireSide(server, delay, packet => counters.AddToServer(packet.Bytes.Length));
        _client = new WireSide(
            client,
            delay,
            packet =>
            {
                counters.AddToClient(packet.Bytes.Length);
                _dialogue.Hear(packet.Type);
            }
        );
    }

    /// <summary>Carries messages until both sides have closed, one of them is broken, or the rule cuts.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var closing = end.Token.Register(Dispose);
        var start = StartAsync();
        await Task.WhenAll(
            EndingAsync(AskAsync(start), end),
            EndingAsync(AnswerAsync(start), end),
            EndingAsync(CarryAsync(_server, end), end),
            EndingAsync(CarryAsync(_client, end), end)
        );
    }

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    // The end closes both sides, which makes the other three fail.
    private static async Task EndingAsync(Task part, CancellationTokenSource end)
    {
        try
        {
            await part;
        }
        catch (Exception closed)
            // A buffered stream whose socket was closed reports that it cannot be read.
            when (closed is IOException or SocketException or ObjectDisposedException or OperationCanceledException or NotSupportedException
            )
        {
            await end.CancelAsync();
        }
        catch
        {
            await end.CancelAsync();
            throw;
        }
    }

    /// <summary>Handles the packets before the first typed message, one by one.</summary>
    private async Task StartAsync()
    {
        while (await _client.Reader.ReadFirstAsync() is { } packet)
        {
            _dialogue.Ask(packet.Type);
            _server.Line.Add(packet);
            if (!packet.AsksForEncryption || await _server.Reader.ReadByteAsync() is not { } refusal)
            {
                return;
            }

            _client.Line.Add(refusal);
        }
    }

    private async Task AskAsync(Task start)
    {
        await start;
        while (await _client.Reader.ReadAsync() is { } packet)
        {
            if (_cut)
            {
                return; // Cut by the other direction, which still has things to deliver.
            }

            var action = Rule(WireDirection.ToServer, ref _asked, packet);
            var cuts = action is CutAction.CutBefore or CutAction.CutAfter;
            CutIf(cuts);
            if (action != CutAction.CutBefore)
            {
                _dialogue.Ask(packet.Type);
                if (action == CutAction.CutAfterAnswer)
                {
                    _dialogue.CutAfterLastAsked();
                }

                _server.Line.Add(packet);
            }

            if (cuts)
            {
                break;
            }
        }

        _server.Line.Complete();
    }

    private async Task AnswerAsync(Task start)
    {
        await start;
        while (await _server.Reader.ReadAsync() is { } packet)
        {
            if (_cut)
            {
                return; // Cut by the other direction, which still has things to deliver.
            }

            var action = Rule(WireDirection.ToClient, ref _answered, packet);
            if (action == CutAction.CutAfterAnswer)
            {
                _dialogue.CutAfterNextReady();
            }

            var verdict = _dialogue.Answer(packet.Type);
            var cuts = verdict == WireVerdict.Cut || action is CutAction.CutBefore or CutAction.CutAfter;
            CutIf(cuts);
            if (verdict == WireVerdict.Forward && action != CutAction.CutBefore)
            {
                _client.Line.Add(packet);
            }

            if (cuts)
            {
                break;
            }
        }

        _client.Line.Complete();
    }

    private CutAction Rule(WireDirection direction, ref long ordinal, WirePacket packet) =>
        _dialogue.IsConnected ? _rule(new WireMessage(_number, direction, packet.Type, ++ordinal, packet.Payload)) : CutAction.Pass;

    // Before the last message is delivered: an answer to it, on either side, comes too late.
    private void CutIf(bool cuts)
    {
        if (cuts)
        {
            _cut = true;
        }
    }

    private async Task CarryAsync(WireSide side, CancellationTokenSource end)
    {
        await side.Line.RunAsync(end.Token);
        if (_cut)
        {
            await end.CancelAsync();
        }
        else
        {
            side.Finish();
        }
    }
}
