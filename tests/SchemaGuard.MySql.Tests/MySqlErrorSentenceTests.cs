using System.Data.Common;
using SchemaGuard.MySql.Errors;
using SchemaGuard.MySql.Server;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says what each class of the server's errors is taken for.</summary>
public sealed class MySqlErrorSentenceTests
{
    private static readonly SessionIdentity Session = CreateSession();

    [Theory]
    [InlineData(1021, "Disk full (/tmp/x); waiting for someone to free some space...", DatabaseErrorKind.DiskFull, "no space left")]
    [InlineData(1114, "The table 'jobs' is full", DatabaseErrorKind.DiskFull, "no space left")]
    [InlineData(1026, "Error writing file './x' (Errcode: 28 \"No space left on device\")", DatabaseErrorKind.DiskFull, "no space left")]
    [InlineData(3, "Error writing file '/tmp/x' (Errcode: 28 \"No space left on device\")", DatabaseErrorKind.DiskFull, "no space left")]
    [InlineData(1205, "Lock wait timeout exceeded; try restarting transaction", DatabaseErrorKind.Busy, "another session holds a lock")]
    [InlineData(3572, "Statement aborted because lock(s) could not be acquired", DatabaseErrorKind.Busy, "another session holds a lock")]
    [InlineData(1213, "Deadlock found when trying to get lock", DatabaseErrorKind.Conflict, "Deadlock found")]
    [InlineData(1020, "Record has changed since last read in table 'jobs'", DatabaseErrorKind.Conflict, "Record has changed")]
    [InlineData(1290, "The MariaDB server is running with the --read-only option", DatabaseErrorKind.ReadOnly, "accepts no writes")]
    [InlineData(1792, "Cannot execute statement in a READ ONLY transaction", DatabaseErrorKind.ReadOnly, "accepts no writes")]
    [InlineData(1836, "Running in read-only mode", DatabaseErrorKind.ReadOnly, "accepts no writes")]
    [InlineData(1045, "Access denied for user 'app'@'10.0.0.7' (using password: YES)", DatabaseErrorKind.Refused, "rejects the user")]
    [InlineData(1698, "Access denied for user 'root'@'localhost'", DatabaseErrorKind.Refused, "rejects the user")]
    [InlineData(3118, "Access denied. Account is locked.", DatabaseErrorKind.Refused, "rejects the user")]
    [InlineData(1862, "Your password has expired.", DatabaseErrorKind.Refused, "rejects the user")]
    [InlineData(1130, "Host '10.0.0.7' is not allowed to connect to this server", DatabaseErrorKind.Refused, "is not allowed to connect")]
    [InlineData(1129, "Host '10.0.0.7' is blocked because of many connection errors", DatabaseErrorKind.Refused, "is blocked")]
    [InlineData(1049, "Unknown database 'app'", DatabaseErrorKind.DatabaseMissing, "the database does not exist")]
    [InlineData(1040, "Too many connections", DatabaseErrorKind.Unavailable, "no connection left")]
    [InlineData(1203, "User app already has more than 'max_user_connections'", DatabaseErrorKind.Unavailable, "no connection left")]
    [InlineData(1226, "User 'app' has exceeded the 'max_user_connections'", DatabaseErrorKind.Unavailable, "no connection left")]
    [InlineData(1047, "WSREP has not yet prepared node for application use", DatabaseErrorKind.Unavailable, "this node of the cluster")]
    [InlineData(1053, "Server shutdown in progress", DatabaseErrorKind.Unavailable, "connection was lost")]
    [InlineData(2013, "Lost connection to server during query", DatabaseErrorKind.Unavailable, "connection was lost")]
    [InlineData(2026, "SSL connection error", DatabaseErrorKind.Refused, "encrypted connection fails")]
    [InlineData(1317, "Query execution was interrupted", DatabaseErrorKind.Interrupted, "interrupted")]
    [InlineData(1146, "Table 'app.jobs' doesn't exist", DatabaseErrorKind.Statement, "Table 'app.jobs' doesn't exist")]
    public void Each_has_its_kind_and_its_sentence(int number, string text, DatabaseErrorKind kind, string sentence)
    {
        var error = Classify(number, text);

        error.Kind.ShouldBe(kind);
        error.Message.ShouldContain(sentence);
        error.Code.ShouldBe(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(1062, "Duplicate entry 'Top-Secret' for key 'PRIMARY'", "Duplicate entry '…' for key 'PRIMARY'")]
    [InlineData(1062, "Duplicate entry 'Top' for key 'Secret' for key 'name'", "Duplicate entry '…' for key 'name'")]
    [InlineData(1586, "Duplicate entry 'Top-Secret' for key 'name'", "Duplicate entry '…' for key 'name'")]
    [InlineData(
        1761,
        "Foreign key constraint for table 'c', record 'Top-Secret' would lead to a duplicate entry in table 'd', key 'k'",
        null
    )]
    [InlineData(1366, "Incorrect integer value: 'Top-Secret' for column `app`.`t`.`a` at row 1", null)]
    [InlineData(1292, "Truncated incorrect DOUBLE value: 'Top-Secret'", "Truncated incorrect DOUBLE value: '…'")]
    [InlineData(1292, "Incorrect datetime value: 'it's Top-Secret' for column 'at' at row 1", null)]
    [InlineData(1411, "Incorrect datetime value: 'Top-Secret' for function str_to_date", null)]
    [InlineData(1525, "Incorrect DATE value: 'Top-Secret'", "Incorrect DATE value: '…'")]
    [InlineData(1690, "BIGINT UNSIGNED value is out of range in '(Top-Secret - 1)'", null)]
    [InlineData(1526, "Table has no partition for value Top-Secret", "Table has no partition for value …")]
    [InlineData(3140, "Invalid JSON text: \"Invalid value.\" at position 0 in value for column 't.a'.", null)]
    [InlineData(1064, "You have an error near 'values ('Top-Secret')' at line 1", "You have an error near 'values' at line 1")]
    [InlineData(1064, "You have an error near ''Top-Secret') , 5' at line 3", null)]
    [InlineData(1300, "Invalid utf8mb4 character string: 'Top-Secret'", "Invalid utf8mb4 character string: '…'")]
    public void A_value_that_the_server_repeats_is_left_out(int number, string text, string? expected)
    {
        var message = Classify(number, text).Message;

        message.ShouldNotContain("Secret");
        message.ShouldBe(expected ?? message);
    }

    [Theory]
    [InlineData(1044, "Access denied for user 'm'@'10.%' to database 'shop'", "GRANT CREATE ON `shop`.* TO 'm'@'10.%';")]
    [InlineData(1142, "INSERT command denied to user 'm'@'db' for table 'jobs'", "GRANT INSERT ON `app`.* TO 'm'@'10.%';")]
    [InlineData(1142, "INSERT command denied to user 'x'@'db' for table 'jobs'", "GRANT INSERT ON `app`.* TO 'x'@'db';")]
    [InlineData(1142, "CREATE command denied to user 'm'@'db' for table `shop`.`jobs`", "GRANT CREATE ON `shop`.* TO 'm'@'10.%';")]
    [InlineData(1143, "SELECT command denied to user 'm'@'db' for column 'name' in table 'jobs'", "GRANT SELECT ON `app`.* TO 'm'@'10.%';")]
    [InlineData(
        1370,
        "alter routine command denied to user 'm'@'db' for routine 'shop.p'",
        "GRANT ALTER ROUTINE ON `shop`.* TO 'm'@'10.%';"
    )]
    [InlineData(1142, "UPDATE command denied to user 'm'@'db' for table 't'", "GRANT UPDATE ON `elsewhere`.* TO 'm'@'10.%';")]
    [InlineData(
        1227,
        "Access denied; you need (at least one of) the SUPER, SET USER privilege(s) for this operation",
        "GRANT SET USER ON *.* TO 'migrator'@'%';"
    )]
    public void A_missing_right_comes_with_the_statement_that_gives_it(int number, string text, string grant)
    {
        var statement = SqlScript.Parse("create table elsewhere.t (a int)", LexicalRules.MySql).Statements[0];

        Classify(number, text, statement).Remedy.ShouldNotBeNull().ShouldEndWith(grant);
    }

    private static SessionIdentity CreateSession()
    {
        var session = new SessionIdentity();
        session.Meet("m@10.%", "app");
        return session;
    }

    private static DatabaseError Classify(int number, string text, SqlStatement? statement = null) =>
        new MySqlErrors("migrator", Session).Classify(new ServerException(number, text), statement);

    /// <summary>Is an exception as both drivers fill it.</summary>
    private sealed class ServerException : DbException
    {
        public ServerException(int number, string text)
            : base(text) => Data["Server Error Code"] = number;
    }
}
