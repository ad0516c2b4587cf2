using FsCheck;
using FsCheck.Fluent;

namespace SchemaGuard.Tests.Scripts;

/// <summary>Makes well-formed statements of a dialect.</summary>
internal static class WellFormed
{
    private static readonly string[] Common =
    [
        "SELECT 1",
        "SELECT 'a;''b', \"c;d\" FROM t",
        "INSERT INTO t VALUES (1, -1, 'x')",
        "CREATE TABLE t (a int, b text)",
        "BEGIN",
        "COMMIT",
        "SELECT CASE WHEN a THEN b END FROM t",
        "UPDATE t SET a = a+1 WHERE b<>2",
        "SELECT a /* ; */ FROM t -- ;\n WHERE b",
        "DROP TABLE IF EXISTS t",
    ];

    private static readonly string[] PostgreSql =
    [
        "DO $$ BEGIN; END; $$",
        "SELECT E'\\';', $a$ $$ ; $a$, x::int, a ?| b",
        "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)",
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE 1 WHEN 1 THEN 2 END; SELECT 3; END",
        "SELECT /* /* ; */ ; */ 1",
    ];

    private static readonly string[] MySql =
    [
        "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW IF NEW.x THEN SET NEW.y = 1; END IF",
        "SELECT '\\';', `a;b`, \"c\\\";\"",
        "SELECT 5--1",
        "CREATE PROCEDURE p() BEGIN l: LOOP IF a THEN LEAVE l; END IF; END LOOP l; SELECT CASE 1 WHEN 1 THEN 2 END; END",
        "BEGIN NOT ATOMIC SELECT 1; SELECT 2; END",
        "/*!40101 SET a = ';' */",
        "SELECT IF(1,2,3), REPEAT('a', 2)",
        "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN DELETE FROM t; END",
    ];

    private static readonly string[] Sqlite =
    [
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE WHEN 1 THEN 2 END; SELECT end; END",
        "SELECT [a;b], `c;d`, x'3B'",
        "END",
        "PRAGMA foreign_keys=OFF",
        "SELECT '\\'",
    ];

    public static Gen<string> Statements(string dialect) =>
        Gen.Elements<string>([
            .. Common,
            .. dialect switch
            {
                "pg" => PostgreSql,
                "lite" => Sqlite,
                _ => MySql,
            },
        ]);
}
