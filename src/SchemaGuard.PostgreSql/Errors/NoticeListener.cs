using Npgsql;
using SchemaGuard.Providers;

namespace SchemaGuard.PostgreSql.Errors;

/// <summary>A listener to the notices of a connection's statements. They come with the answers, so nothing is queried.</summary>
internal sealed class NoticeListener : IDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly Action<ServerNotice> _hear;

    public NoticeListener(NpgsqlConnection connection, Action<ServerNotice> hear)
    {
        (_connection, _hear) = (connection, hear);
        _connection.Notice += Take;
    }

    public void Dispose() => _connection.Notice -= Take;

    private void Take(object? sender, NpgsqlNoticeEventArgs arguments)
    {
        if (ServerNotices.Read(arguments.Notice) is { } notice)
        {
            _hear(notice);
        }
    }
}
