using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;
using SchemaGuard.Scripts.Text;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Scripts;

public sealed class MySqlSplittingTests
{
    [Theory]
    [InlineData(
        "DELIMITER ;;\nCREATE PROCEDURE p() BEGIN SELECT 1; END;;\nDELIMITER ;\nSELECT 2;",
        "CREATE PROCEDURE p() BEGIN SELECT 1; END|SELECT 2"
    )]
    [InlineData("DELIMITER $$\nSELECT 1; SELECT 2$$\ndelimiter ;\nSELECT 3", "SELECT 1; SELECT 2|SELECT 3")]
    [InlineData("delimiter //\nSELECT 6 //SELECT 7//\nDELIMITER ';'\nSELECT 8;SELECT 9", "SELECT 6|SELECT 7|SELECT 8|SELECT 9")]
    [InlineData("DELIMITER //\nDELIMITER $$\nSELECT 1//2$$", "SELECT 1//2")]
    [InlineData("DELIMITER #\nSELECT 1# SELECT 2#", "SELECT 1|SELECT 2")]
    [InlineData("delimiter d//\nSELECT 1; ENDd//SELECT 2d//", "SELECT 1; END|SELECT 2")]
    [InlineData("DELIMITER $$\nSELECT '$$', `$$`, end$$\nSELECT 2 /* $$ */$$", "SELECT '$$', `$$`, end|SELECT 2")]
    [InlineData("SELECT 1\nDELIMITER ;;\nSELECT 2;;", "SELECT 1|SELECT 2")]
    [InlineData("  DELIMITER ;;  \r\nSELECT 1;;\rDELIMITER ;\rSELECT 2;", "SELECT 1|SELECT 2")]
    [InlineData("SELECT\n delimiter\n FROM t; SELECT\n delimiter , x FROM t", "SELECT\n delimiter\n FROM t|SELECT\n delimiter , x FROM t")]
    [InlineData(
        "/*!50003 CREATE*/ /*!50017 DEFINER=`r`@`%`*/ /*!50003 TRIGGER a BEFORE INSERT ON t FOR EACH ROW BEGIN SET @a=1; END */;",
        "/*!50003 CREATE*/ /*!50017 DEFINER=`r`@`%`*/ /*!50003 TRIGGER a BEFORE INSERT ON t FOR EACH ROW BEGIN SET @a=1; END */"
    )]
    [InlineData(
        "/*!40101 SET NAMES utf8 */;\n/*M!100101 SET x=';*/' */;\nSELECT 1",
        "/*!40101 SET NAMES utf8 */|/*M!100101 SET x=';*/' */|SELECT 1",
        "maria"
    )]
    [InlineData("/*!999999- enable the sandbox's mode */ \nSELECT 1", "SELECT 1")]
    [InlineData("/*M!999999\\- enable the sandbox's mode */ \nSELECT 1", "SELECT 1", "maria")]
    [InlineData("/*M! SELECT 'x */;SELECT 1", "SELECT 1")]
    [InlineData("SELECT 5--1; SELECT 5 --1\n; SELECT 6 -- ;\n+1", "SELECT 5--1|SELECT 5 --1|SELECT 6 -- ;\n+1")]
    [InlineData("SELECT 1;--> statement-breakpoint\nSELECT 2;\n--DROP TABLE x;\nSELECT 3;\n--> a;b", "SELECT 1|SELECT 2|SELECT 3")]
    [InlineData("SELECT 1 /* /* ; */; SELECT 2", "SELECT 1|SELECT 2")]
    [InlineData("SELECT 1 # it's ;\n; SELECT 2", "SELECT 1|SELECT 2")]
    [InlineData(
        "source a.sql\nSELECT 1\\G\nUSE db\nSELECT 2\\gSELECT 3;use `d;b`;SELECT 4",
        "SELECT 1|USE db|SELECT 2|SELECT 3|use `d;b`|SELECT 4"
    )]
    [InlineData("SELECT 'a\\';', \"b\\\";\"; SELECT 2", "SELECT 'a\\';', \"b\\\";\"|SELECT 2")]
    [InlineData("SELECT 'a\\'; SELECT \"\\\"", "SELECT 'a\\'|SELECT \"\\\"", "nobackslash")]
    [InlineData("SELECT \"a\\\"; SELECT 'b\\';'", "SELECT \"a\\\"|SELECT 'b\\';'", "ansi")]
    [InlineData("SELECT 'delimiter //'; SELECT 1", "SELECT 'delimiter //'|SELECT 1")]
    public void Client_syntax_is_followed(string script, string expected, string dialect = "my") =>
        Dialects.Split(dialect, script).ShouldBe(expected.Split('|'));

    [Theory]
    [InlineData("CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW IF NEW.x THEN SET NEW.y = 1; END IF")]
    [InlineData("CREATE TRIGGER IF NOT EXISTS t AFTER UPDATE ON a FOR EACH ROW FOLLOWS u SET @a = IF(1,2,3)")]
    [InlineData("CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.end = CASE WHEN 1 THEN 2 ELSE 3 END")]
    [InlineData(
        "CREATE DEFINER=`root`@`localhost` PROCEDURE p(IN a ENUM('x;y')) SQL SECURITY DEFINER COMMENT 'a;b' BEGIN DECLARE x INT DEFAULT 0; SELECT 1; END"
    )]
    [InlineData("CREATE OR REPLACE FUNCTION f(a INT) RETURNS SET('a','b') DETERMINISTIC BEGIN RETURN IF(a, 1, 2); END")]
    [InlineData("CREATE DEFINER = event@localhost FUNCTION IF NOT EXISTS f() RETURNS INT RETURN IF(1,REPEAT('a',3),3)")]
    [InlineData("CREATE DEFINER=CURRENT_USER() PROCEDURE p() SELECT 1")]
    [InlineData(
        "CREATE AGGREGATE FUNCTION f(x INT) RETURNS INT BEGIN DECLARE CONTINUE HANDLER FOR NOT FOUND RETURN 1; LOOP FETCH GROUP NEXT ROW; END LOOP; END"
    )]
    [InlineData("CREATE AGGREGATE FUNCTION f RETURNS STRING SONAME 'f.so'")]
    [InlineData(
        "CREATE PROCEDURE p() outer_loop: LOOP IF a THEN CASE b WHEN 1 THEN LEAVE outer_loop; ELSE ITERATE outer_loop; "
            + "END CASE; ELSEIF c THEN SET x = CASE WHEN 1 THEN 2 END; ELSE SET d = 1; END IF; END LOOP outer_loop"
    )]
    [InlineData(
        "CREATE PROCEDURE p() BEGIN l: WHILE x < 3 DO SET x = x + 1; END WHILE l; REPEAT SET x = x - 1; UNTIL x = 0 END REPEAT; SELECT REPEAT('a', 3); END"
    )]
    [InlineData("CREATE PROCEDURE p() BEGIN SELECT end, t.`end` FROM t; SELECT begin FROM t; INSERT INTO t (end) VALUES (1); END")]
    [InlineData(
        "CREATE PROCEDURE p() BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION, 1062 BEGIN ROLLBACK; RESIGNAL; "
            + "END; DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = IF(1,2,3); START TRANSACTION; COMMIT; END"
    )]
    [InlineData(
        "CREATE PROCEDURE p() BEGIN DECLARE c CURSOR FOR SELECT CASE WHEN a THEN 1 END FROM t; "
            + "DROP TABLE IF EXISTS x; IF EXISTS (SELECT CASE WHEN 1 THEN 2 END) THEN BEGIN END; END IF; END"
    )]
    [InlineData("CREATE EVENT e ON SCHEDULE EVERY 1 DAY COMMENT 'x' DO BEGIN DELETE FROM t; DELETE FROM u; END")]
    [InlineData("ALTER EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN DELETE FROM t; END")]
    [InlineData("BEGIN NOT ATOMIC DECLARE x INT; SELECT 1; END")]
    [InlineData("IF (SELECT 1) THEN SELECT 2; END IF")]
    [InlineData("BEGIN", "INSERT INTO t VALUES (1)", "COMMIT")]
    [InlineData("BEGIN WORK", "SELECT CASE 1 WHEN 1 THEN 2 END", "START TRANSACTION", "ROLLBACK")]
    [InlineData("CREATE TABLE t (end INT, begin INT)", "ALTER TABLE t ADD COLUMN `if` INT")]
    [InlineData(
        "CREATE PROCEDURE p(a INT) BEGIN DECLARE CONTINUE HANDLER FOR SQLSTATE '23000' SET @x = 1; CASE a WHEN 1 THEN SELECT 1; ELSE BEGIN END; END CASE; END"
    )]
    [InlineData("CREATE PROCEDURE p() BEGIN IF a THEN SELECT 1; ELSE IF b THEN SELECT 2; END IF; END IF; END")]
    [InlineData("CREATE FUNCTION f(a INT) RETURNS VARCHAR(20) CHARSET utf8 READS SQL DATA RETURN (SELECT CASE a WHEN 1 THEN 'x' END)")]
    [InlineData("CREATE PROCEDURE p() BEGIN x: BEGIN SELECT 1; END x; `l`: REPEAT SET a=1; UNTIL (a) END REPEAT `l`; END")]
    [InlineData("CREATE TRIGGER a AFTER INSERT ON t FOR EACH ROW INSERT INTO l SELECT IF(NEW.a,1,2)")]
    [InlineData("CREATE PROCEDURE p() BEGIN SELECT 1; -- it's; END\n SELECT 2 # END;\n; END")]
    [InlineData("SELECT `if`, IF(a,b,c) FROM t WHERE `end`=1")]
    [InlineData(
        "CREATE OR REPLACE DEFINER = 'a'@'b' PROCEDURE IF NOT EXISTS p() l_x: BEGIN FOR r IN (SELECT 1) DO SELECT r.a; END FOR; END"
    )]
    [InlineData("FOR i IN 1..3 DO SELECT i; END FOR")]
    public void Compound_statements_need_no_delimiter(params string[] statements)
    {
        foreach (string dialect in new[] { "my", "maria" })
        {
            Dialects.Split(dialect, string.Join(";\n", statements) + ";\nSELECT 99;").ShouldBe([.. statements, "SELECT 99"]);
            Dialects.Split(dialect, string.Join(";", statements)).ShouldBe(statements);
        }
    }

    [Fact]
    public void Client_commands_are_listed_with_their_position()
    {
        SqlScript script = SqlScript.Parse("SELECT 1;\nDELIMITER //\nsource x.sql\n", LexicalRules.MySql);
        script
            .ClientCommands.Select(c => (c.Text, c.Name, c.Position, c.IsHarmless))
            .ShouldBe([
                ("DELIMITER //", "DELIMITER", new TextPosition(2, 1), true),
                ("source x.sql", "source", new TextPosition(3, 1), false),
            ]);
    }
}
