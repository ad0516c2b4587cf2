using Microsoft.EntityFrameworkCore;

namespace SchemaGuard.Benchmarks.Peers;

/// <summary>Is a context that only migrates: it has no model, so that there is none to build or compare.</summary>
public sealed class PeerContext(DbContextOptions<PeerContext> options) : DbContext(options);
