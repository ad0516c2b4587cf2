using SchemaGuard.Scripts.Statements;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Scripts;

public sealed class StatementClassifierTests
{
    [Theory]
    [InlineData("pg", "CREATE TABLE IF NOT EXISTS public.\"Us\"\"ers\" (id int)", "create table public.Us\"ers")]
    [InlineData("pg", "create unlogged table t (a int)", "create table t")]
    [InlineData("pg", "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON ONLY s.t (a)", "create index ix on s.t")]
    [InlineData("pg", "CREATE INDEX ON t (a)", "create index on t")]
    [InlineData("pg", "CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT 1", "create materialized view v")]
    [InlineData("pg", "CREATE OR REPLACE FUNCTION a.f(x int) RETURNS int", "create function a.f")]
    [InlineData("pg", "CREATE CONSTRAINT TRIGGER tr AFTER INSERT ON t", "create trigger tr on t")]
    [InlineData("pg", "CREATE EVENT TRIGGER tr ON ddl_command_end", "create trigger tr on ddl_command_end")]
    [InlineData("pg", "CREATE RULE r AS ON UPDATE TO t DO NOTHING", "create rule r on t")]
    [InlineData("pg", "CREATE POLICY p ON t USING (true)", "create policy p on t")]
    [InlineData("pg", "DROP TABLE IF EXISTS a, b CASCADE", "drop table a")]
    [InlineData("pg", "ALTER TABLE IF EXISTS ONLY a.b ADD COLUMN c int", "alter table a.b")]
    [InlineData("pg", "ALTER TYPE mood ADD VALUE 'sad'", "alter type mood")]
    [InlineData("pg", "COMMENT ON COLUMN t.c IS 'secret'", "comment on column t.c")]
    [InlineData("pg", "GRANT SELECT, INSERT ON t TO bob", "grant on table t")]
    [InlineData("pg", "GRANT USAGE ON SCHEMA s TO bob", "grant on schema s")]
    [InlineData("pg", "REVOKE ALL ON ALL TABLES IN SCHEMA s FROM bob", "revoke on schema s")]
    [InlineData("pg", "GRANT admin TO bob", "grant")]
    [InlineData("pg", "WITH a AS (INSERT INTO x VALUES (1) RETURNING *) UPDATE t SET a = 'secret'", "update t")]
    [InlineData("pg", "WITH a AS (SELECT 1) SELECT * FROM a", "select")]
    [InlineData("pg", "(SELECT 1) UNION SELECT 2", "select")]
    [InlineData("pg", "INSERT INTO users VALUES ('secret')", "insert into users")]
    [InlineData("pg", "MERGE INTO t USING s ON a WHEN MATCHED THEN DELETE", "merge into t")]
    [InlineData("pg", "DELETE FROM ONLY t", "delete from t")]
    [InlineData("pg", "TRUNCATE TABLE ONLY t", "truncate table t")]
    [InlineData("pg", "COPY public.t (a) FROM stdin", "copy public.t")]
    [InlineData("pg", "SET LOCAL search_path = 'secret'", "set search_path")]
    [InlineData("pg", "LOCK TABLE t IN SHARE MODE", "lock table t")]
    [InlineData("pg", "REFRESH MATERIALIZED VIEW CONCURRENTLY v", "refresh materialized view v")]
    [InlineData("pg", "REINDEX (VERBOSE) TABLE t", "reindex table t")]
    [InlineData("pg", "VACUUM (FULL, ANALYZE) t", "vacuum t")]
    [InlineData("pg", "CALL p(1)", "call procedure p")]
    [InlineData("pg", "ALTER SYSTEM SET a = 1", "alter")]
    [InlineData("pg", "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\"", "create extension uuid-ossp")]
    [InlineData(
        "my",
        "/*!50003 CREATE*/ /*!50017 DEFINER=`event`@`%`*/ /*!50003 TRIGGER a.b BEFORE INSERT ON t FOR EACH ROW SET @a=1 */",
        "create trigger a.b on t"
    )]
    [InlineData("my", "CREATE ALGORITHM=MERGE DEFINER=event@localhost SQL SECURITY DEFINER VIEW `v` AS SELECT 1", "create view v")]
    [InlineData("my", "INSERT IGNORE INTO `a`.`b` VALUES ('secret')", "insert into a.b")]
    [InlineData("my", "REPLACE INTO t VALUES (1)", "replace into t")]
    [InlineData("my", "RENAME TABLE a TO b", "rename table a")]
    [InlineData("my", "DROP INDEX i ON t", "drop index i on t")]
    [InlineData("my", "SET @@global.x = 'secret'", "set @@global.x")]
    [InlineData("my", "SET @p := 'secret'", "set @p")]
    [InlineData("my", "USE `db`", "use database db")]
    [InlineData("my", "BEGIN NOT ATOMIC SELECT 1; END", "compound")]
    [InlineData("lite", "CREATE VIRTUAL TABLE t USING fts5(a)", "create table t")]
    [InlineData("lite", "CREATE TABLE 'users' (a)", "create table users")]
    [InlineData("lite", "INSERT OR REPLACE INTO [my table] VALUES (1)", "insert into my table")]
    [InlineData("lite", "PRAGMA main.foreign_keys = OFF", "pragma main.foreign_keys")]
    [InlineData("lite", "ATTACH 'secret.db' AS x", "attach database x")]
    [InlineData("lite", "garbage \0 'secret'", "other")]
    [InlineData("lite", "", "other")]
    public void The_summary_names_what_a_statement_does_and_no_literal(string dialect, string text, string summary) =>
        Classify(dialect, text).Summary.ShouldBe(summary);

    [Theory]
    [InlineData("all", "create table if not exists t (id int)")]
    [InlineData("all", "CREATE /* c */ TABLE -- d\n IF NOT\tEXISTS s.t (id int)")]
    [InlineData("all", "create index if not exists ix on t (a)")]
    [InlineData("all", "create unique index if not exists ix on t (a)")]
    [InlineData("all", "alter table t add column if not exists c int")]
    [InlineData("all", "alter table t drop column a, add column b numeric(3, 1), add if not exists c int")]
    [InlineData("pg", "create unlogged table if not exists t (id int)")]
    [InlineData("pg", "create index concurrently if not exists ix on only s.t (a)")]
    [InlineData("pg", "alter table if exists only t add column if not exists c int")]
    [InlineData("my", "create table /*!32312 if not exists*/ `t` (id int)")]
    [InlineData("maria", "create fulltext index if not exists ix on t (a)")]
    [InlineData("maria", "alter online table if exists t add constraint fk foreign key if not exists (a) references p (id)")]
    [InlineData("lite", "create table if not exists [if] (id int)")]
    public void A_statement_that_leaves_what_exists_is_recognised(string dialect, string text) =>
        AreAll(dialect, text, leavesExisting: true);

    [Theory]
    [InlineData("all", "create table t (id int)")]
    [InlineData("all", "create view if not exists v as select 1")]
    [InlineData("all", "create schema if not exists s")]
    [InlineData("all", "create sequence if not exists s")]
    [InlineData("all", "create trigger if not exists tr before insert on t for each row execute function if_not_exists()")]
    [InlineData("all", "drop table if exists t")]
    [InlineData("all", "alter table if exists t drop column if exists c")]
    [InlineData("all", "create table t (a varchar(40) default 'if not exists', b int check (a is not null and if not exists))")]
    [InlineData("all", "create table \"if not exists\" (a int)")]
    [InlineData("all", "create table t (a int) -- if not exists")]
    [InlineData("all", "alter table t add column c int /* if not exists */")]
    [InlineData("all", "insert into t values ('x') -- create table if not exists t (id int)")]
    [InlineData("all", "drop index if exists ix")]
    [InlineData("pg", "create function f() returns void language sql as $$ create table if not exists t (id int) $$")]
    [InlineData("pg", "do $$ begin create table if not exists t (id int); end $$")]
    [InlineData("my", "create procedure p() begin create table if not exists t (id int); end")]
    [InlineData("my", "create event if not exists e on schedule every 1 day do delete from t")]
    [InlineData("my", "create database if not exists d")]
    [InlineData("my", "create table t (a int) /* IF NOT EXISTS */ comment 'if not exists'")]
    [InlineData("maria", "create or replace table t (id int)")]
    public void A_statement_that_makes_or_fails_is_not_taken_for_one_that_leaves_what_exists(string dialect, string text) =>
        AreAll(dialect, text, leavesExisting: false);

    private static void AreAll(string dialect, string text, bool leavesExisting)
    {
        foreach (var name in dialect == "all" ? Dialects.All : [dialect])
        {
            Classify(name, text).LeavesExisting.ShouldBe(leavesExisting, name);
        }
    }

    [Theory]
    [InlineData("pg", "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)", "CREATE INDEX CONCURRENTLY")]
    [InlineData("pg", "drop index /* c */ concurrently if exists i", "DROP INDEX CONCURRENTLY")]
    [InlineData("pg", "REINDEX INDEX CONCURRENTLY i", "REINDEX CONCURRENTLY")]
    [InlineData("pg", "REINDEX (VERBOSE, CONCURRENTLY) TABLE t", "REINDEX CONCURRENTLY")]
    [InlineData("pg", "REINDEX (VERBOSE) DATABASE", "REINDEX DATABASE")]
    [InlineData("pg", "REINDEX SCHEMA s", "REINDEX SCHEMA")]
    [InlineData("pg", "REINDEX SYSTEM s", "REINDEX SYSTEM")]
    [InlineData("pg", "REINDEX TABLE system", null)]
    [InlineData("pg", "ALTER TABLE a.b DETACH PARTITION p CONCURRENTLY", "DETACH PARTITION CONCURRENTLY")]
    [InlineData("pg", "ALTER TABLE b DETACH PARTITION p", null)]
    [InlineData("pg", "VACUUM", "VACUUM")]
    [InlineData("pg", "ANALYZE t", null)]
    [InlineData("pg", "CLUSTER", "CLUSTER without a table")]
    [InlineData("pg", "CLUSTER VERBOSE", "CLUSTER without a table")]
    [InlineData("pg", "CLUSTER t USING i", null)]
    [InlineData("pg", "CREATE DATABASE d", "CREATE DATABASE")]
    [InlineData("pg", "DROP TABLESPACE s", "DROP TABLESPACE")]
    [InlineData("pg", "ALTER DATABASE d SET TABLESPACE x", "ALTER DATABASE SET TABLESPACE")]
    [InlineData("pg", "ALTER DATABASE d SET search_path = a", null)]
    [InlineData("pg", "ALTER SYSTEM SET a = 1", "ALTER SYSTEM")]
    [InlineData("pg", "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p", "CREATE SUBSCRIPTION")]
    [InlineData("pg", "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (create_slot = false)", null)]
    [InlineData("pg", "DROP SUBSCRIPTION s", "DROP SUBSCRIPTION")]
    [InlineData("pg", "ALTER SUBSCRIPTION s REFRESH PUBLICATION", "ALTER SUBSCRIPTION REFRESH")]
    [InlineData("pg", "ALTER SUBSCRIPTION s SET PUBLICATION p", "ALTER SUBSCRIPTION with refresh")]
    [InlineData("pg", "ALTER SUBSCRIPTION s SET PUBLICATION p WITH (refresh = false)", null)]
    [InlineData("pg", "DISCARD ALL", "DISCARD ALL")]
    [InlineData("pg", "DISCARD TEMP", null)]
    [InlineData("pg", "COMMIT PREPARED 'x'", "COMMIT PREPARED")]
    [InlineData("pg", "DO $$ BEGIN INSERT INTO t VALUES (1); COMMIT; END $$", "COMMIT or ROLLBACK inside DO")]
    [InlineData("pg", "DO $a$ BEGIN RAISE NOTICE 'COMMIT;'; /* COMMIT; */ END $a$", null)]
    [InlineData("pg", "DO $a", null)]
    [InlineData("pg", "CREATE TABLE t (a int)", null)]
    [InlineData("pg", "CREATE INDEX \"concurrently\" ON t (a)", null)]
    [InlineData("lite", "VACUUM INTO 'x'", "VACUUM")]
    [InlineData("lite", "ATTACH 'x' AS y", "ATTACH")]
    [InlineData("lite", "DETACH y", "DETACH")]
    [InlineData("lite", "PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys")]
    [InlineData("lite", "PRAGMA main.journal_mode(wal)", "PRAGMA journal_mode")]
    [InlineData("lite", "PRAGMA synchronous = 1", "PRAGMA synchronous")]
    [InlineData("lite", "PRAGMA wal_checkpoint", "PRAGMA wal_checkpoint")]
    [InlineData("lite", "PRAGMA foreign_keys", null)]
    [InlineData("lite", "PRAGMA foreign_key_check", null)]
    [InlineData("lite", "PRAGMA user_version = 3", null)]
    [InlineData("my", "CREATE DATABASE d", null)]
    public void What_cannot_run_in_a_transaction_says_why(string dialect, string text, string? phrase)
    {
        StatementClass found = Classify(dialect, text);
        found.TransactionBlocker.ShouldBe(phrase);
        found.IsTransactional.ShouldBe(phrase is null);
    }

    [Theory]
    [InlineData("CREATE TABLE t (a INT)", true)]
    [InlineData("CREATE TEMPORARY TABLE t (a INT)", false)]
    [InlineData("CREATE OR REPLACE TEMPORARY TABLE t (a INT)", false)]
    [InlineData("DROP TEMPORARY TABLE t", false)]
    [InlineData("ALTER TABLE t ADD b INT", true)]
    [InlineData("TRUNCATE t", true)]
    [InlineData("LOCK TABLES t WRITE", true)]
    [InlineData("SET PASSWORD = 'x'", true)]
    [InlineData("SET @a = 1", false)]
    [InlineData("INSERT INTO t VALUES (1)", false)]
    [InlineData("BEGIN NOT ATOMIC SELECT 1; END", false)]
    [InlineData("/*!50003 DROP TABLE t */", true)]
    public void MySql_statements_that_commit_say_so(string text, bool commits)
    {
        Classify("my", text).CommitsImplicitly.ShouldBe(commits);
        Classify("pg", text).CommitsImplicitly.ShouldBeFalse();
    }

    [Theory]
    [InlineData("pg", "BEGIN", StatementVerb.Begin, true)]
    [InlineData("pg", "START TRANSACTION", StatementVerb.Begin, true)]
    [InlineData("lite", "END", StatementVerb.Commit, true)]
    [InlineData("pg", "ABORT", StatementVerb.Rollback, true)]
    [InlineData("pg", "ROLLBACK", StatementVerb.Rollback, true)]
    [InlineData("pg", "ROLLBACK TO SAVEPOINT a", StatementVerb.Rollback, false)]
    [InlineData("pg", "PREPARE TRANSACTION 'x'", StatementVerb.Prepare, true)]
    [InlineData("my", "SET @@session.autocommit = 0", StatementVerb.Set, true)]
    [InlineData("my", "SET autocommit = 0", StatementVerb.Set, true)]
    [InlineData("my", "START REPLICA", StatementVerb.Other, false)]
    [InlineData("lite", "SAVEPOINT a", StatementVerb.Savepoint, false)]
    [InlineData("lite", "SELECT 1", StatementVerb.Select, false)]
    public void Transaction_control_is_told_from_the_rest(string dialect, string text, StatementVerb verb, bool isControl)
    {
        StatementClass found = Classify(dialect, text);
        found.Verb.ShouldBe(verb);
        found.IsTransactionControl.ShouldBe(isControl);
    }

    [Theory]
    [InlineData("PRAGMA foreign_keys=OFF", "foreign_keys", "OFF")]
    [InlineData("pragma main.Journal_Mode ( 'wal' )", "journal_mode", "wal")]
    [InlineData("PRAGMA cache_size = -2000", "cache_size", "-2000")]
    [InlineData("PRAGMA foreign_key_check", "foreign_key_check", null)]
    [InlineData("PRAGMA", null, null)]
    public void A_pragma_has_a_name_and_perhaps_a_value(string text, string? name, string? value)
    {
        StatementClass found = Classify("lite", text);
        found.PragmaName.ShouldBe(name);
        found.PragmaValue.ShouldBe(value);
    }

    [Fact]
    public void A_new_enum_value_is_recognised()
    {
        Classify("pg", "ALTER TYPE a.b ADD VALUE IF NOT EXISTS 'x'").AddsEnumValue.ShouldBeTrue();
        Classify("pg", "ALTER TYPE b RENAME VALUE 'x' TO 'y'").AddsEnumValue.ShouldBeFalse();
    }

    private static StatementClass Classify(string dialect, string text) => StatementClassifier.Classify(text, Dialects.Rules(dialect));
}
