using System.Data.Common;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Effects;
using SchemaGuard.MySql.Messages;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Scripts.Text;

namespace SchemaGuard.MySql.InDoubt;

/// <summary>
/// A trial in which the server itself shows what a statement makes of a table. The statement runs on an empty table of the same shape and another
/// name, which is then removed. No parser of ours could know all types, defaults and rules of every version. It is only used under the migration
/// lock, so a leftover table is from a run that has ended.
/// </summary>
internal sealed class Scratch(DbConnection connection, LexicalRules rules)
{
    private readonly CatalogReader _catalog = new(connection);

    /// <summary>
    /// Gets whether a table's foreign keys to itself lead to the scratch table: if another table has its name, they might not fit that one.
    /// </summary>
    public bool RefersToItself { get; init; }

    /// <summary>Finds the shape that a statement gives a table.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="effect">Its effect.</param>
    /// <param name="before">The table's definition before the statement; unused where the statement creates the table.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>The shape; <see langword="null"/> where the server refuses the statement there.</returns>
    public async Task<TableText?> ShapeAfterAsync(
        SqlStatement statement,
        ShapeEffect effect,
        string? before,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await MakeAsync(statement, effect, before, cancellationToken).ConfigureAwait(false);
        }
        catch (DbException exception) when (connection.State == System.Data.ConnectionState.Open && !IsTransient(exception))
        {
            return null;
        }
    }

    /// <summary>
    /// Finds the shape that a statement gives a table, unless a scratch table could not be removed afterwards: the server checks the privilege before
    /// it looks for the table.
    /// </summary>
    /// <exception cref="DbException">The server refuses the statement there, or does not let this user try it.</exception>
    public async Task<TableText?> TryShapeAsync(
        SqlStatement statement,
        ShapeEffect effect,
        string? before,
        CancellationToken cancellationToken
    )
    {
        // One name for all statements: the refusal repeats it, and is reported once.
        var any = new CatalogObject(CatalogKind.Table, effect.Table.Database, ScratchNames.Prefix + "right");
        await RunAsync($"DROP TABLE IF EXISTS {any.Quoted}", cancellationToken).ConfigureAwait(false);
        return await MakeAsync(statement, effect, before, cancellationToken).ConfigureAwait(false);
    }

    private async Task<TableText?> MakeAsync(
        SqlStatement statement,
        ShapeEffect effect,
        string? before,
        CancellationToken cancellationToken
    )
    {
        var names = new ScratchNames(effect.Table.Database, statement.Text);
        try
        {
            await RemoveLeftoversAsync(effect.Table.Database, cancellationToken).ConfigureAwait(false);
            if (!effect.Creates)
            {
                await RunAsync(names.Rewrite(before!, rules), cancellationToken).ConfigureAwait(false);
            }

            await RunAsync(names.Rewrite(statement, effect, RefersToItself), cancellationToken).ConfigureAwait(false);
            var made = effect.NewName is null ? names.Table : names.Renamed;
            var shown = await _catalog.ReadAsync(made, cancellationToken).ConfigureAwait(false);
            return shown is null ? null : TableText.Parse(names.Restore(shown, effect.NewName?.Name ?? effect.Table.Name));
        }
        finally
        {
            await RemoveLeftoversAsync(effect.Table.Database, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Finds the definition that a statement gives a view.</summary>
    /// <returns>The definition; <see langword="null"/> where the server refuses the statement.</returns>
    public Task<string?> ViewAsync(SqlStatement statement, ViewEffect effect, CancellationToken cancellationToken)
    {
        var names = new ScratchNames(effect.View.Database, statement.Text);
        return MadeAsync("VIEW", statement, effect.Place, names, names.Table, effect.View.Name, cancellationToken);
    }

    /// <summary>Finds the definition that a statement gives a database.</summary>
    /// <returns>The definition; <see langword="null"/> where the server refuses the statement, or the user may not create another database.</returns>
    public Task<string?> DatabaseAsync(SqlStatement statement, DatabaseEffect effect, CancellationToken cancellationToken)
    {
        var names = new ScratchNames(database: null, statement.Text);
        var made = new CatalogObject(CatalogKind.Database, Database: null, names.Table.Name);
        return MadeAsync("DATABASE", statement, effect.Place, names, made, effect.Database.Name, cancellationToken);
    }

    private async Task<string?> MadeAsync(
        string kind,
        SqlStatement statement,
        TextRange place,
        ScratchNames names,
        CatalogObject made,
        string name,
        CancellationToken cancellationToken
    )
    {
        var text = statement.Text;
        var drop = $"DROP {kind} IF EXISTS {made.Quoted}";
        try
        {
            // A run that was killed here may have left it.
            await RunAsync(drop, cancellationToken).ConfigureAwait(false);
            await RunAsync(text[..place.Offset] + made.Quoted + text[(place.Offset + place.Length)..], cancellationToken)
                .ConfigureAwait(false);
            var shown = await _catalog.ReadAsync(made, cancellationToken).ConfigureAwait(false);
            return shown is null ? null : names.Restore(shown, name);
        }
        catch (DbException exception) when (connection.State == System.Data.ConnectionState.Open && !IsTransient(exception))
        {
            return null;
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open)
            {
                await RunAsync(drop, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private static bool IsTransient(DbException exception) =>
        ServerError.NumberOf(exception) is 0 or ServerError.LockWaitTimeout or ServerError.Deadlock;

    private async Task RunAsync(string sql, CancellationToken cancellationToken) =>
        await connection.RunAsync(sql, cancellationToken).ConfigureAwait(false);

    private async Task RemoveLeftoversAsync(string? database, CancellationToken cancellationToken)
    {
        if (connection.State != System.Data.ConnectionState.Open)
        {
            return;
        }

        var rows = await connection
            .RowsAsync(
                "SELECT TABLE_NAME FROM information_schema.TABLES "
                    + "WHERE TABLE_SCHEMA = COALESCE(@database, DATABASE()) AND LEFT(TABLE_NAME, CHAR_LENGTH(@prefix)) = @prefix",
                [("@database", database), ("@prefix", ScratchNames.Prefix)],
                cancellationToken
            )
            .ConfigureAwait(false);
        foreach (var row in rows)
        {
            var table = new CatalogObject(CatalogKind.Table, database, row[0]!);
            await RunAsync($"DROP TABLE IF EXISTS {table.Quoted}", cancellationToken).ConfigureAwait(false);
        }
    }
}
