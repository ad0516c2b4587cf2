namespace SchemaGuard.MySql.Tests.Settling;

/// <summary>Holds statements of every kind, by themselves.</summary>
internal static class SettlementCases
{
    /// <summary>What most of them begin with.</summary>
    public const string Table =
        "create table t (id int not null primary key, a int null, b varchar(20) not null default 'x', key ix_a (a), constraint ck_a check (a > 0))";

    private const string Parent = "create table p (id int not null primary key)";
    private const string Child =
        "create table t (id int not null primary key, p int null, constraint fk_p foreign key (p) references p (id))";
    private const string Partitioned =
        "create table t (id int not null) partition by range (id) (partition p1 values less than (10), partition p2 values less than (20))";

    private static readonly string[] OtherTable = ["create table t (id bigint, somebody_elses int)"];

    /// <summary>Gets all of them.</summary>
    public static IReadOnlyDictionary<string, SettlementCase> All { get; } =
        Tables()
            .Concat(Columns().Select(OnTable))
            .Concat(Keys().Select(OnTable))
            .Concat(ForeignKeys())
            .Concat(Options())
            .Concat(Repeated().Select(sql => new SettlementCase(sql) { IsRepeated = true }))
            .Concat(ProgramCases.All())
            .ToDictionary(found => found.Statement, StringComparer.Ordinal);

    private static SettlementCase OnTable(string statement) => new(statement);

    private static IEnumerable<SettlementCase> Tables() =>
        [
            new("create table t (id int not null primary key, name varchar(20) default 'a;b' comment 'the `t` of it', unique key (name))")
            {
                Setup = [],
                Meanwhile = OtherTable,
            },
            new("create table `t` (id serial, p int references p (id), check (p > 0), foreign key (p) references p (id))")
            {
                Setup = [Parent],
                Meanwhile = OtherTable,
            },
            new("create table t like p") { Setup = [Parent], Meanwhile = OtherTable },
            new("create table t (more int) as select id, id + 1 as next from p") { Setup = [Parent], Meanwhile = OtherTable },
            new("create table t (id int) partition by hash (id) partitions 3") { Setup = [], Meanwhile = OtherTable },
            new("create sequence t start with 5")
            {
                Setup = [],
                Meanwhile = ["create sequence t start with 6"],
                Only = MySqlServers.MariaDb,
            },
            new("drop table t") { Meanwhile = ["drop table t", .. OtherTable] },
            new("drop table t, p") { Setup = [Table, Parent], Meanwhile = ["drop table t", .. OtherTable] },
            new("drop sequence t")
            {
                Setup = ["create sequence t"],
                Meanwhile = ["drop sequence t", .. OtherTable],
                Only = MySqlServers.MariaDb,
            },
            new("rename table t to u") { Meanwhile = ["create table u (x int)"], Names = "`u`" },
            new("rename table t to u, p to q") { Setup = [Table, Parent], Meanwhile = ["rename table t to u"] },
            new("rename table t to x, p to t, x to p") { Setup = [Table, Parent], Meanwhile = ["drop table t", .. OtherTable] },
            new("alter table t rename to u") { Meanwhile = ["create table u (x int)"], Names = "`u`" },
            new("alter table t rename u, add column c int") { Meanwhile = ["rename table t to u"], Names = "`u`" },
        ];

    private static IEnumerable<string> Columns() =>
        [
            "alter table t add column c int",
            "alter table t add c int first",
            "alter table t add column (c int, d varchar(5) not null default 'a,b')",
            "alter table t add column c int generated always as (id + 1) stored, add column d int as (id * 2) virtual",
            "alter table t modify b varchar(30) null",
            "alter table t modify column b varchar(20) not null default 'x' first",
            "alter table t change b c varchar(25) not null default 'y' after id",
            "alter table t rename column b to c",
            "alter table t alter column b drop default",
            "alter table t alter b set default 'z'",
            "alter table t drop column b",
            "alter table t drop b, add column c int, add index ix_c (c), rename index ix_a to ix_other, comment = 'all, at; once'",
        ];

    private static IEnumerable<string> Keys() =>
        [
            "alter table t add index ix_b (b)",
            "alter table t add unique key (b, a)",
            "alter table t add fulltext key ft_b (b)",
            "alter table t add constraint uq_b unique (b)",
            "alter table t rename index ix_a to ix_z",
            "alter table t drop index ix_a",
            "alter table t drop key ix_a, add key ix_a (a, b)",
            "alter table t drop primary key",
            "alter table t drop primary key, add primary key (id, b)",
            "alter table t add constraint ck_b check (b <> 'no')",
            "alter table t add check (a < 100)",
            "alter table t drop constraint ck_a",
            "alter table t drop constraint ck_a, add constraint ck_a check (a > 1)",
            "create index ix_b on t (b)",
            "create unique index uq_b on t (b desc, a)",
            "create fulltext index ft_b on t (b)",
            "drop index ix_a on t",
        ];

    private static IEnumerable<SettlementCase> ForeignKeys() =>
        [
            new("alter table t add constraint fk_t foreign key (a) references p (id) on delete cascade") { Setup = [Table, Parent] },
            new("alter table t add column p int, add foreign key (p) references p (id)") { Setup = [Table, Parent] },
            new("alter table t drop foreign key fk_p") { Setup = [Parent, Child] },
            new("alter table t drop foreign key fk_p, drop key fk_p, drop column p") { Setup = [Parent, Child] },
            new("alter table t add constraint fk_q foreign key (p, id) references q (p, id)")
            {
                Setup = [Parent, "create table q (p int, id int, unique key (p, id))", Child],
            },
            new("alter table t add constraint fk_new foreign key (p) references p (id)")
            {
                Setup = [Parent, Child, "alter table t drop foreign key fk_p"],
            },
            new("alter table t add index ix_mine (p)") { Setup = [Parent, Child] },
            new("alter table t drop foreign key fk_p, add constraint fk_other foreign key (p) references p (id) on update cascade")
            {
                Setup = [Parent, Child],
            },
        ];

    private static IEnumerable<SettlementCase> Options() =>
        [
            new("alter table t comment 'said'"),
            new("alter table t row_format = compressed"),
            new("alter table t convert to character set latin1"),
            new("alter table t default character set latin1 collate latin1_bin"),
            new("alter table t partition by hash (id) partitions 2"),
            new("alter table t add partition (partition p3 values less than maxvalue)") { Setup = [Partitioned] },
            new("alter table t drop partition p1") { Setup = [Partitioned] },
            new("alter table t reorganize partition p1, p2 into (partition p0 values less than (20))") { Setup = [Partitioned] },
            new("alter table t remove partitioning") { Setup = [Partitioned] },
            new("alter table t add column if not exists c int") { Only = MySqlServers.MariaDb },
            new("alter table t alter index ix_a ignored") { Only = MySqlServers.MariaDb },
            new("alter table t alter index ix_a invisible") { Only = MySqlServers.MySql },
            new("alter table t drop check ck_a") { Only = MySqlServers.MySql },
            new("alter table t alter check ck_a not enforced") { Only = MySqlServers.MySql },
            new("create index ix_sum on t ((a + id))") { Only = MySqlServers.MySql },
        ];

    private static IEnumerable<string> Repeated() =>
        [
            "create table if not exists t (x int)",
            "drop table if exists t, never_there",
            "truncate table t",
            "optimize table t",
            "analyze table t",
            "create or replace view v as select id from t",
            "create database if not exists schemaguard_other",
        ];
}
