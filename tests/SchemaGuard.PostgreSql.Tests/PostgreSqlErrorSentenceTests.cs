using Npgsql;
using SchemaGuard.PostgreSql.Errors;
using SchemaGuard.Providers.Errors;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says what each class of the server's errors is taken for.</summary>
public sealed class PostgreSqlErrorSentenceTests
{
    [Theory]
    [InlineData("53100", "could not extend file: No space left on device", DatabaseErrorKind.DiskFull, "disk is full")]
    [InlineData("57P03", "the database system is starting up", DatabaseErrorKind.Unavailable, "accepts no connections at the moment")]
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
    [InlineData("08P01", "query_wait_timeout", DatabaseErrorKind.Unavailable, "unavailable at the moment (query_wait_timeout)")]
    [InlineData("08P01", "no more connections allowed (max_client_conn)", DatabaseErrorKind.Unavailable, "max_client_conn")]
    [InlineData("08P01", "SASL authentication failed", DatabaseErrorKind.Refused, "refuses the user's password")]
    [InlineData("08P01", "no such database: x", DatabaseErrorKind.DatabaseMissing, "does not exist")]
    [InlineData("42P01", "relation \"nowhere\" does not exist", DatabaseErrorKind.Statement, "relation \"nowhere\" does not exist")]
    [InlineData("XX000", "could not open relation with OID 1", DatabaseErrorKind.Statement, "could not open relation")]
    [InlineData("58P01", "could not open file \"/nonexistent\"", DatabaseErrorKind.Statement, "could not open file")]
    [InlineData("58030", "could not read block 0", DatabaseErrorKind.Statement, "could not read block 0")]
    [InlineData("53200", "out of memory", DatabaseErrorKind.Statement, "out of memory")]
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
    [InlineData("permission denied for function f", "grant the right, or migrate as another user")]
    [InlineData("must be owner of view v", "a member of the role that owns it")]
    [InlineData("must be owner of extension hstore", "The owner of an extension cannot be changed")]
    [InlineData("permission denied to set parameter \"log_min_messages\"", "GRANT SET ON PARAMETER \"log_min_messages\" TO \"migrator\";")]
    [InlineData("must be member of role \"Boss\"", "GRANT \"Boss\" TO \"migrator\";")]
    [InlineData("new row violates row-level security policy for table \"jobs\"", "ALTER ROLE \"reader\" BYPASSRLS;")]
    [InlineData("permission denied to create database", "ALTER ROLE \"migrator\" CREATEDB;")]
    public void A_missing_right_comes_with_the_statement_that_gives_it(string text, string grant) =>
        Classify("42501", text).Remedy.ShouldNotBeNull().ShouldContain(grant);

    /// <summary>The right came with version 15.</summary>
    [Fact]
    public void Before_there_was_a_right_to_set_a_parameter_a_superuser_is_asked_to()
    {
        var errors = new PostgreSqlErrors("reader", "migrator");
        var refusal = new PostgresException("permission denied to set parameter \"log_min_messages\"", "ERROR", "ERROR", "42501");

        errors.Meet(new Version(14, 9));
        errors
            .Classify(refusal, statement: null)
            .Remedy.ShouldNotBeNull()
            .ShouldContain("ALTER ROLE \"migrator\" SET \"log_min_messages\"");
        errors.Meet(new Version(15, 0));
        errors.Classify(refusal, statement: null).Remedy.ShouldNotBeNull().ShouldContain("GRANT SET ON PARAMETER");
    }

    [Theory]
    [InlineData("42P01", true)]
    [InlineData("42703", true)]
    [InlineData("42501", true)]
    [InlineData("XX000", false)]
    [InlineData("53200", false)]
    [InlineData("58P01", false)]
    public void What_says_that_a_table_is_another_is_told_from_what_only_fails(string state, bool isOfShape) =>
        Classify(state, "it failed").IsOfShape.ShouldBe(isOfShape);

    [Fact]
    public void The_servers_hint_is_shown()
    {
        var exception = new PostgresException(
            "column \"nmae\" does not exist",
            "ERROR",
            "ERROR",
            "42703",
            hint: "Perhaps you meant to reference the column \"jobs.name\"."
        );

        new PostgreSqlErrors("reader", "migrator")
            .Classify(exception, statement: null)
            .Message.ShouldBe("column \"nmae\" does not exist (hint: Perhaps you meant to reference the column \"jobs.name\")");
    }

    [Fact]
    public void What_one_of_several_hosts_has_answered_is_told()
    {
        var refused = new PostgresException("password authentication failed", "FATAL", "FATAL", "28P01");
        var exception = new NpgsqlException(
            "Unable to connect to a suitable host.",
            new AggregateException(refused, new TimeoutException())
        );

        var error = new PostgreSqlErrors("reader", "migrator").Classify(exception, statement: null);

        (error.Kind, error.Code).ShouldBe((DatabaseErrorKind.Refused, "28P01"));
    }

    private static DatabaseError Classify(string state, string text) =>
        new PostgreSqlErrors("reader", "migrator").Classify(new PostgresException(text, "ERROR", "ERROR", state), statement: null);
}
