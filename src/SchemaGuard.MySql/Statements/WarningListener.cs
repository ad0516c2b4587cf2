using System.Collections;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using SchemaGuard.MySql.Errors;
using SchemaGuard.Providers;

namespace SchemaGuard.MySql.Statements;

/// <summary>
/// A listener for the warnings of a connection's statements, through the driver's event <c>InfoMessage</c>. This package knows the event only by
/// name, as the driver is the application's. MySqlConnector (2.6, <c>MySqlConnection.FinishQuerying</c>) asks the server for its warnings if the
/// event has a listener and the answer to a statement without rows counted some. MySql.Data (26.10) asks whenever some were counted, with or without
/// a listener. Neither asks for nothing. A connection of another type, such as one wrapped by a profiler, and a trimmed application whose driver has
/// lost the event, report no warnings; nothing else is lost.
/// </summary>
internal sealed class WarningListener : IDisposable
{
    private const string EventName = "InfoMessage";
    private readonly Action<ServerNotice> _hear;
    private readonly DbConnection _connection;
    private readonly EventInfo _event;
    private readonly Delegate _handler;

    private WarningListener(DbConnection connection, Action<ServerNotice> hear, EventInfo @event, Type handlerType)
    {
        (_connection, _hear, _event) = (connection, hear, @event);

        // The event's own argument type derives from EventArgs: a method that takes any EventArgs fits it.
        _handler = Delegate.CreateDelegate(handlerType, this, ((Action<object?, EventArgs>)Take).Method);
        _event.AddEventHandler(connection, _handler);
    }

    /// <summary>Listens if the driver has the event.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Where the event was trimmed away, there are no warnings to hear.")]
    public static WarningListener? Listen(DbConnection connection, Action<ServerNotice> hear) =>
        connection.GetType().GetEvent(EventName) is { EventHandlerType: { } type, AddMethod: not null, RemoveMethod: not null } @event
        && type.GetMethod(nameof(Action.Invoke))?.GetParameters() is [_, { ParameterType: var arguments }]
        && arguments.IsAssignableTo(typeof(EventArgs))
            ? new WarningListener(connection, hear, @event, type)
            : null;

    public void Dispose() => _event.RemoveEventHandler(_connection, _handler);

    private void Take(object? sender, EventArgs arguments)
    {
        if ((Read(arguments, "Errors") ?? Read(arguments, "errors")) is not IEnumerable warnings)
        {
            return;
        }

        foreach (var warning in warnings)
        {
            if (
                Read(warning, "Level") is string level
                && (Read(warning, "Code") ?? Read(warning, "ErrorCode")) is { } code
                && Read(warning, "Message") is string text
            )
            {
                _hear(ServerWarnings.Read(level, Convert.ToInt32(code, CultureInfo.InvariantCulture), text));
            }
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "As above.")]
    private static object? Read(object of, string property) => of.GetType().GetProperty(property)?.GetValue(of);
}
