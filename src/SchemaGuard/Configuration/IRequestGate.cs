using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard;

/// <summary>
/// A registration that holds requests back while the gate of the host is closed. <see cref="StartupMode.Background"/> is refused without one: the
/// application would serve requests on a database that nobody has checked.
/// </summary>
[Experimental("SG9001")]
public interface IRequestGate;
