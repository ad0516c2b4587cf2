using Npgsql;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.PostgreSql.Messages;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.PostgreSql.History;

/// <summary>
/// The schema of option <see cref="PostgreSqlGuardOptions.Schema"/>. The server skips a schema that does not exist and continues with the next one of
/// the search path.
/// </summary>
internal static class ChosenSchema
{
    private const string Query = """
        SELECT has_schema_privilege(n.oid, 'USAGE'), current_user::text FROM pg_catalog.pg_namespace n WHERE n.nspname = $1
        """;

    /// <summary>Puts the schema first in the search path of a connection string.</summary>
    public static NpgsqlConnectionStringBuilder Prepend(NpgsqlConnectionStringBuilder settings, string? schema) =>
        schema is null
            ? settings
            : new NpgsqlConnectionStringBuilder(settings.ConnectionString)
            {
                SearchPath = settings.SearchPath is { Length: > 0 } path ? $"{SqlText.Quote(schema)}, {path}" : SqlText.Quote(schema),
            };

    /// <summary>Verifies that the schema can be used.</summary>
    /// <exception cref="DatabaseRefusedException">The schema does not exist, or the user may not use it.</exception>
    public static async Task RequireAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        var found = await new CatalogQuery(connection)
            .ReadAllAsync(Query, reader => (MayUse: reader.GetBoolean(0), User: reader.GetString(1)), cancellationToken, schema)
            .ConfigureAwait(false);
        if (found is [])
        {
            throw new DatabaseRefusedException(
                new DatabaseError(
                    DatabaseErrorKind.Refused,
                    PostgreSqlMessages.NoChosenSchema(schema),
                    PostgreSqlMessages.NoChosenSchemaRemedy(SqlText.Quote(schema))
                )
            );
        }

        if (!found[0].MayUse)
        {
            throw new DatabaseRefusedException(
                new DatabaseError(
                    DatabaseErrorKind.Refused,
                    PostgreSqlMessages.SchemaHidden(schema),
                    RightMessages.Grant($"USAGE ON SCHEMA {SqlText.Quote(schema)}", SqlText.Quote(found[0].User))
                )
                {
                    Code = PostgresErrorCodes.InsufficientPrivilege,
                    IsMissingRight = true,
                }
            );
        }
    }
}
