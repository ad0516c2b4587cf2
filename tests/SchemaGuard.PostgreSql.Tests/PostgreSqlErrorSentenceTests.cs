using Npgsql;
using SchemaGuard.Providers;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says what each class of the server's errors is taken for.</summary>
public sealed class PostgreSqlErrorSentenceTests
{
    [Theory]
    [InlineData("53100", "could not extend file: No space left on device", DatabaseErrorKind.DiskFull, "disk is full")]
    [InlineData("57P03", "the database system is starting up", DatabaseErrorKind.Unavailable, "takes no connections at the moment")]
    [InlineData("57P01", "terminating connection due to administrator command", DatabaseErrorKind.Unavailable, "has ended the connection")]
    [InlineData("53300", "sorry, too many clients already", DatabaseErrorKind.Unavailable, "no connection left")]
    [InlineData("53400", "configuration limit", DatabaseErrorKind.Unavailable, "configuration limit")]
    [InlineData("40P01", "deadlock detected", DatabaseErrorKind.Conflict, "deadlock detected")]
    [InlineData("40001", "could not serialize access", DatabaseErrorKind.Conflict, "could not serialize access")]
    [InlineData("55P03", "canceling statement due to lock timeout", DatabaseErrorKind.Busy, "another session holds a lock")]
    [InlineData("25006", "cannot execute CREATE TABLE in a read-only transaction", DatabaseErrorKind.ReadOnly, "read-only")]
    [InlineData("25001", "REINDEX TABLE cannot run inside a transaction block", DatabaseErrorKind.EndsTransaction, "cannot run inside")]
    [InlineData("28P01", "password authentication failed", DatabaseErrorKind.Refused, "refuses the user's password")]
    [InlineData("3D000", "database \"x\" does not exist", DatabaseErrorKind.DatabaseMissing, "does not exist")]
    [InlineData("08P01", "query_wait_timeout", DatabaseErrorKind.Unavailable, "not to be had at the moment (query_wait_timeout)")]
    [InlineData("08P01", "no more connections allowed (max_client_conn)", DatabaseErrorKind.Unavailable, "max_client_conn")]
    [InlineData("08P01", "SASL authentication failed", DatabaseErrorKind.Refused, "refuses the user's password")]
    [InlineData("08P01", "no such database: x", DatabaseErrorKind.DatabaseMissing, "does not exist")]
    [InlineData("42P01", "relation \"nowhere\" does not exist", DatabaseErrorKind.Statement, "relation \"nowhere\" does not exist")]
    public void Each_has_its_kind_and_its_sentence(string state, string text, DatabaseErrorKind kind, string sentence)
    {
        var error = Classify(state, text);

        error.Kind.ShouldBe(kind);
        error.Message.ShouldContain(sentence);
        error.Code.ShouldBe(state);
    }

    [Fact]
    public void A_value_that_the_server_could_not_read_is_left_out()
    {
        var error = Classify("22P02", "invalid input syntax for type integer: \"Top-Secret\"");

        error.Message.ShouldBe("invalid input syntax for type integer: \"…\"");
    }

    [Theory]
    [InlineData("permission denied for database \"shop\"", "GRANT CONNECT ON DATABASE \"shop\" TO \"migrator\";")]
    [InlineData("permission denied for database shop", "GRANT CREATE ON DATABASE \"shop\" TO \"migrator\";")]
    [InlineData("permission denied for table jobs", "GRANT SELECT ON TABLE \"jobs\" TO \"reader\";")]
    [InlineData("permission denied for sequence jobs_id_seq", "GRANT USAGE, SELECT ON SEQUENCE \"jobs_id_seq\" TO \"migrator\";")]
    [InlineData("permission denied for function f", "GRANT EXECUTE ON FUNCTION \"f\" TO \"migrator\";")]
    [InlineData("must be owner of view v", "ALTER VIEW v OWNER TO \"migrator\";")]
    [InlineData("permission denied to create database", "ALTER ROLE \"migrator\" CREATEDB;")]
    public void A_missing_right_comes_with_the_statement_that_gives_it(string text, string grant) =>
        Classify("42501", text).Remedy.ShouldNotBeNull().ShouldContain(grant);

    private static DatabaseError Classify(string state, string text) =>
        new PostgreSqlErrors("reader", "migrator").Classify(new PostgresException(text, "ERROR", "ERROR", state), statement: null);
}
