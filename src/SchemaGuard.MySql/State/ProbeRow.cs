using System.Globalization;
using SchemaGuard.History;
using SchemaGuard.MySql.Products;
using SchemaGuard.Providers.State;

namespace SchemaGuard.MySql.State;

/// <summary>The answer to a probe, with names for its columns. Those about the history are missing where only the server was asked about.</summary>
internal sealed record ProbeRow
{
    private readonly string?[] _values;

    /// <summary>Reads the columns.</summary>
    public ProbeRow(string?[] values) => (_values, Token) = (values, values[6]);

    /// <summary>Gets what the server says about its edition.</summary>
    public string? Comment => _values[1];

    /// <summary>Gets whether the server is read-only, and for whom.</summary>
    public string? ReadOnly => _values[2];

    /// <summary>Gets the session's database.</summary>
    public string? Database => _values[3];

    /// <summary>Gets the session's SQL mode.</summary>
    public string? SqlMode => _values[4];

    /// <summary>Gets the length of the longest packet that the server accepts.</summary>
    public string? LongestPacket => _values[5];

    /// <summary>Gets the drift token; <see langword="null"/> if it was not asked for.</summary>
    public string? Token { get; init; }

    /// <summary>Gets what the build with this scope has verified last.</summary>
    public VerificationStamp? Stamp => _values[10] is null ? null : VerificationStamp.Read(_values[10]!, _values[11]!, _values[12]!);

    /// <summary>Gets the name of a view in place of a table.</summary>
    public string? View => _values[14];

    /// <summary>Gets what identifies the running server.</summary>
    public string? Sight => _values[15];

    /// <summary>Gets the server's counters, or on MySQL the clock that goes with them.</summary>
    public string? Counters => _values[16];

    /// <summary>Gets MySQL's name for itself.</summary>
    public string? ServerName => _values[17];

    /// <summary>Gets the answer to <see cref="State.TableCache.Question"/>.</summary>
    public string? TableCache => _values[^3];

    /// <summary>Gets the answer to <see cref="Server.ProcessList.Question"/>.</summary>
    public string? ProcessList => _values[^2];

    /// <summary>Gets the answer to <see cref="Server.SessionIdentity.Question"/>.</summary>
    public string? Identity => _values[^1];

    /// <summary>Gets the version without the text that MariaDB adds to identify itself, and with the name of Aurora.</summary>
    public string ServerVersion
    {
        get
        {
            var version = ServerProduct.Parse(_values[0]!).Version;
            return IsAurora(_values[0]) || IsAurora(Comment) ? $"{version} (Aurora)" : version.ToString();
        }
    }

    /// <summary>Returns the state of a server with what is known about the history.</summary>
    public DatabaseState Complete(DatabaseState server) =>
        server with
        {
            HasHistory = true,
            Head = _values[7] is null
                ? HistoryHead.Empty
                : new HistoryHead(long.Parse(_values[7]!, CultureInfo.InvariantCulture), _values[8]!),
            HasUnfinished = _values[9] is "1" or "True",
            Stamp = Stamp,
            LeaseOwner = _values[13],
        };

    private static bool IsAurora(string? text) => text?.Contains("aurora", StringComparison.OrdinalIgnoreCase) == true;
}
