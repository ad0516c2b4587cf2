using System.Data.Common;
using SchemaGuard.MySql.Dialect;
using SchemaGuard.MySql.Effects;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.MySql.InDoubt;

/// <summary>A settler that decides by the catalog of MySQL and MariaDB.</summary>
internal sealed class MySqlSettler(MySqlDialect dialect, ExistingObjectPolicy onExisting) : IStatementSettler
{
    public async Task<string?> ObserveAsync(DbConnection connection, SqlStatement statement, CancellationToken cancellationToken)
    {
        var effect = StatementEffects.Read(statement, dialect.Server);
        return effect.Objects.Count == 0
            ? null
            : (await ObserveAsync(connection, effect, cancellationToken).ConfigureAwait(false)).Encode();
    }

    public ExpectedObservation? Expect(SqlStatement statement) =>
        StatementEffects.Read(statement, dialect.Server) is ShapeEffect { Creates: true, Objects: [{ Kind: CatalogKind.Table } made] }
            ? CatalogReader.Without(made, dialect.Server.IsMariaDb)
            : null;

    /// <summary>
    /// Does nothing: a refused statement is atomic and leaves nothing behind. A DROP of several tables continues with the rest once it is corrected.
    /// </summary>
    public Task RemoveRemainsAsync(
        DbConnection connection,
        SqlStatement statement,
        string? observed,
        CancellationToken cancellationToken
    ) => Task.CompletedTask;

    public async Task<InDoubtSettlement> SettleAsync(
        DbConnection connection,
        SqlStatement statement,
        string? observed,
        CancellationToken cancellationToken
    )
    {
        var effect = StatementEffects.Read(statement, dialect.Server);
        switch (effect)
        {
            case RepeatableEffect:
                return new InDoubtSettlement(InDoubtVerdict.NotDone);
            case UnknownEffect unknown:
                return new InDoubtSettlement(InDoubtVerdict.Unknown, unknown.Reason);
        }

        if (Observation.Decode(observed) is not { } before)
        {
            return new InDoubtSettlement(InDoubtVerdict.Unknown, "the state of the catalog before it is not recorded");
        }

        var now = await ObserveAsync(connection, effect, cancellationToken).ConfigureAwait(false);
        return await new EffectProof(connection, dialect)
            .SettleAsync(statement, effect, before, now, cancellationToken)
            .ConfigureAwait(false);
    }

    public async Task<ExistingObject?> CompareExistingAsync(
        DbConnection connection,
        SqlStatement statement,
        DatabaseError error,
        CancellationToken cancellationToken
    ) =>
        onExisting == ExistingObjectPolicy.Verify && ServerError.IsAlreadyThere(error.Code, error.Message)
            ? await new ExistingComparison(connection, dialect).CompareAsync(statement, cancellationToken).ConfigureAwait(false)
            : null;

    private Task<Observation> ObserveAsync(DbConnection connection, StatementEffect effect, CancellationToken cancellationToken) =>
        Observation.ReadAsync(new CatalogReader(connection), effect, dialect.Server.IsMariaDb, cancellationToken);
}
