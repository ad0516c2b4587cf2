using System.Data;
using System.Data.Common;

namespace SchemaGuard.TestApp.Faults;

/// <summary>Is a driver's transaction whose commit meets boundaries.</summary>
internal sealed class FaultyTransaction(DbTransaction inner, FaultyConnection connection, Boundaries boundaries) : DbTransaction
{
    /// <summary>Gets the driver's transaction.</summary>
    public DbTransaction Inner => inner;

    public override IsolationLevel IsolationLevel => inner.IsolationLevel;

    public override bool SupportsSavepoints => inner.SupportsSavepoints;

    protected override DbConnection? DbConnection => inner.Connection is null ? null : connection;

    public override void Commit()
    {
        var key = FaultKey.OfCommit(connection.LastChange);
        boundaries.Before(key);
        inner.Commit();
        boundaries.After(key);
    }

    public override async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        var key = FaultKey.OfCommit(connection.LastChange);
        boundaries.Before(key);
        await inner.CommitAsync(cancellationToken);
        boundaries.After(key);
    }

    public override void Rollback() => inner.Rollback();

    public override Task RollbackAsync(CancellationToken cancellationToken = default) => inner.RollbackAsync(cancellationToken);

    public override void Save(string savepointName) => inner.Save(savepointName);

    public override Task SaveAsync(string savepointName, CancellationToken cancellationToken = default) =>
        inner.SaveAsync(savepointName, cancellationToken);

    public override void Rollback(string savepointName) => inner.Rollback(savepointName);

    public override Task RollbackAsync(string savepointName, CancellationToken cancellationToken = default) =>
        inner.RollbackAsync(savepointName, cancellationToken);

    public override void Release(string savepointName) => inner.Release(savepointName);

    public override Task ReleaseAsync(string savepointName, CancellationToken cancellationToken = default) =>
        inner.ReleaseAsync(savepointName, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
