namespace SchemaGuard.Specification.Drift.MySql;

/// <summary>The schema that is changed.</summary>
internal static class MySqlDriftSchema
{
    public const string Common = """
        create table parents (
          id int unsigned not null auto_increment primary key,
          name varchar(40) not null default 'it''s; -- nobody\\',
          note varchar(200) collate utf8mb4_bin,
          amount decimal(10, 2) not null default 0,
          doubled decimal(11, 2) generated always as (amount * 2) stored,
          touched timestamp(3) not null default current_timestamp(3) on update current_timestamp(3),
          constraint amount_positive check (amount >= 0 and name <> 'x''y\\'),
          unique key parents_name (name),
          key parents_note (note(20)),
          key parents_amount (amount desc, name)
        );
        create table elders (id int unsigned not null primary key, since date);
        create table children (
          id bigint not null primary key,
          parent int unsigned,
          other int unsigned,
          third int unsigned,
          weight int default 5,
          key children_parent (parent),
          key children_other (other),
          constraint child_of foreign key (parent) references parents (id) on delete cascade on update set null
        );
        create table pairs (code varchar(20) not null, n int not null, label varchar(20), j json, primary key (code, n), key pairs_label (label));
        create table parted (id int not null, y int not null, primary key (id, y))
          partition by range (y) (partition old values less than (2000), partition recent values less than (2020), partition rest values less than maxvalue);
        create table fast (id int not null, k int not null, v int not null, primary key (id), unique key fast_k (k), key fast_v (v)) engine = memory;
        create table loose (a int not null, b int);
        create table numbered (id int not null auto_increment primary key, kind enum('a', 'b') not null default 'a');
        create view names as select id, name as label from parents where amount > 1 with cascaded check option;
        create view above as select names.id, names.label from names join children on children.parent = names.id;
        create trigger parents_before before insert on parents for each row set new.note = coalesce(new.note, 'none');
        create table packed (id int not null primary key, note varchar(100)) row_format = compact;
        create trigger elders_first before insert on elders for each row set new.since = coalesce(new.since, '2000-01-01');
        create trigger elders_second before insert on elders for each row set new.since = greatest(new.since, '1900-01-01');
        create event nightly on schedule every 1 day do delete from elders where since < '1800-01-01';
        create function total(least decimal(10, 2), prefix varchar(10)) returns decimal(10, 2) reads sql data
          return (select sum(amount) from parents where amount >= least and name like prefix);
        create procedure fill(in n int, out last bigint) modifies sql data insert into pairs (code, n) values ('x', n);

        """;

    public const string OfMariaDb = """
        create sequence tickets start with 100 increment by 10 minvalue 1 maxvalue 1000000 cache 5;
        create table kept (a int, b int) with system versioning;
        create table counted (a int) engine = aria;
        create table texts (short varchar(100) check (json_valid(short)), long_one longtext, constraint texts_long check (json_valid(long_one)));

        """;

    public const string OfMySql = """
        create table looser (a int, b varchar(40), place point srid 4326, key looser_lower ((lower(b)), a),
            constraint loosely check (a <> 7) not enforced, constraint strictly check (a < 100));

        """;
}
