using SchemaGuard.Planning;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Scripts.Statements;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Planning;

public sealed class ScriptCompatibilityTests
{
    [Theory]
    [InlineData("create table a (id int primary key)")]
    [InlineData("create index ix on a (b)")]
    [InlineData("create view v as select 1")]
    [InlineData("alter table a add column b int")]
    [InlineData("alter table a add b int not null default 0, add column c text")]
    [InlineData("alter table \"drop\" add column b int")]
    [InlineData("insert into a values (1)")]
    [InlineData("alter type mood add value 'calm'")]
    [InlineData("select 1")]
    public void What_only_adds_leaves_older_builds_working(string sql) => Of(sql, LexicalRules.PostgreSql).ShouldBe("*");

    [Theory]
    [InlineData("drop table a")]
    [InlineData("alter table a drop column b")]
    [InlineData("alter table a rename to b")]
    [InlineData("alter table a add column b int not null")]
    [InlineData("alter table a add constraint c check (b > 0)")]
    [InlineData("alter table a add unique (b)")]
    [InlineData("alter table a add column b int not null default 1 references k (id)")]
    [InlineData("alter table a alter column id add generated always as identity")]
    [InlineData("alter table a alter column b type bigint")]
    [InlineData("alter table a add column b int, drop column c")]
    [InlineData("create unique index ix on a (b)")]
    [InlineData("create or replace view v as select 1")]
    [InlineData("create trigger t before insert on a for each row execute function f()")]
    [InlineData("delete from a")]
    [InlineData("truncate a")]
    [InlineData("do $$ begin drop table a; end $$")]
    [InlineData("call f()")]
    public void What_drops_renames_narrows_or_cannot_be_told_does_not(string sql) => Of(sql, LexicalRules.PostgreSql).ShouldBeNull();

    [Theory]
    [InlineData("alter table a add (b int not null)")]
    [InlineData("alter table a add column (b int unique)")]
    [InlineData("create or replace table a (id int)")]
    [InlineData("alter table a modify b int")]
    public void MySql_has_more_ways_to_narrow(string sql) => Of(sql, LexicalRules.MariaDb).ShouldBeNull();

    private static string? Of(string sql, LexicalRules rules) => ScriptCompatibility.Of(SqlScript.Parse(sql, rules).Statements);
}
