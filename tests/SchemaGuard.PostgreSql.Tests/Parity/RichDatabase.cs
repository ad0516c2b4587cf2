namespace SchemaGuard.PostgreSql.Tests.Parity;

/// <summary>Holds a database with some of everything that pg_dump writes.</summary>
internal static class RichDatabase
{
    /// <summary>The role that the database grants rights to; a server has it or not, whatever the database.</summary>
    public const string Role = "dump_reader";

    public const string Script = """"
        do $$ begin create role dump_reader; exception when duplicate_object then null; end $$;
        create extension pgcrypto;
        create extension citext with schema public;
        comment on extension pgcrypto is 'hashes; and more';
        create schema billing;
        create schema "odd;schema""s";
        create type mood as enum ('sad', 'o''k;', 'happy é');
        create type pair as (a int, b text);
        create type spread as range (subtype = float8);
        create domain positive as integer default 1 constraint is_positive check (value > 0);
        create collation german (locale = 'C');
        create sequence billing.numbers start 100 increment 7 cache 3;
        create table customers (
          id bigint generated always as identity primary key,
          name text not null collate german,
          email citext unique,
          feeling mood default 'o''k;',
          tags text[] default '{a,"b;c"}',
          payload jsonb default '{"a": "?;"}',
          raw bytea,
          score positive,
          at timestamptz default '2026-01-01 00:00:00+00',
          full_name text generated always as (upper(name) || ';') stored,
          constraint named check (length(name) > 0 and name <> ';')
        );
        comment on table customers is 'semi;colon and ''quote'' and \backslash';
        comment on column customers.name is E'line one\nline two; \\. done';
        insert into customers (name, email, feeling, raw, score, payload) values
          ('Ada', 'ada@example.org', 'sad', '\x00ff5c', 1, null),
          (E'tab\there\nline\\back\\.', null, 'happy é', '', 2, '{"k": "\\."}'),
          ('Ünïcödé 😀;', 'x@y', null, null, null, '[1, null]'),
          ('\.', '\N', 'sad', null, 3, '"\\N"'),
          (E'vt\x0bbs\bff\f', 'n''o', 'sad', null, 9, '{}');
        create table billing.invoices (
          number int default nextval('billing.numbers') primary key,
          customer bigint not null references customers on delete cascade deferrable initially deferred,
          total numeric(12, 2) check (total >= 0),
          parts pair[],
          period spread
        );
        alter sequence billing.numbers owned by billing.invoices.number;
        insert into billing.invoices (customer, total, parts, period) select id, id * 10.5, array[(id, 'x;,"')::pair], spread(1, id + 1) from customers;
        create unique index invoices_customer on billing.invoices (customer, (total > 10)) include (period) where total is not null;
        create index customers_payload on customers using gin (payload);
        create statistics customers_stats (dependencies) on name, email from customers;
        create table measures (day date not null, region text, value float8) partition by range (day);
        create table measures_2025 partition of measures for values from ('2025-01-01') to ('2026-01-01');
        create table measures_2026 partition of measures for values from ('2026-01-01') to ('2027-01-01') partition by list (region);
        create table measures_2026_n partition of measures_2026 for values in ('north', 'no;rth');
        create table measures_rest partition of measures default;
        create index on measures (day);
        insert into measures values ('2025-05-05', 'a', 1.5), ('2026-05-05', 'no;rth', 'NaN'), ('2031-01-01', null, null);
        create table parent (a int); create table child (b int) inherits (parent);
        create table "odd;schema""s"."t;" ("c;""d" int, "from" text, "\" text);
        insert into "odd;schema""s"."t;" values (1, '\.', '\');
        create table empty (a int, b text);
        create unlogged table no_columns ();
        create view sad as select id, name, case when feeling = 'sad' then 1 else 2 end as "end" from customers where name <> ';' with check option;
        create or replace view later as select null::int as a;
        create recursive view countdown (n) as values (3) union all select n - 1 from countdown where n > 1;
        create materialized view totals as select customer, sum(total) as total from billing.invoices group by customer;
        create unique index totals_customer on totals (customer);
        create materialized view not_yet as select 1 as a with no data;
        create function atomic_add(a int, b int default 1) returns int language sql immutable begin atomic
          select case when a > b then a else b end; select case a when 1 then case b when 1 then 2 end else a + b end; end;
        create function simple(a int) returns int language sql return case when a > 0 then a end;
        create procedure record(value float8) language sql begin atomic insert into measures values ('2025-06-06', 'p;', value); end;
        create function quoted() returns text language plpgsql as $outer$ begin return $inner$ ; $$ ; $_$ $inner$ || ' $outer '; end; $outer$;
        create function underscore(text) returns text language sql as $_$ select '$$;$1' || $1 $_$;
        create aggregate joined (text) (sfunc = textcat, stype = text, initcond = ';');
        create operator === (leftarg = int, rightarg = int, function = int4eq, commutator = ===);
        create cast (mood as int) with inout;
        create function touch() returns trigger language plpgsql as $$ begin new.score := 7; return new; end $$;
        create trigger touch before update of name on customers for each row when (old.name <> new.name || ';') execute function touch();
        create constraint trigger late after insert on billing.invoices deferrable initially deferred for each row execute function touch();
        alter table customers disable trigger touch;
        create rule logged as on insert to empty where new.a > 0 do also (insert into child values (1, 2); delete from child where b = 3);
        alter table customers enable row level security;
        create policy own on customers as restrictive for select to dump_reader using (name = current_user || ';');
        grant usage on schema billing to dump_reader;
        grant select, insert (name, email) on customers to dump_reader with grant option;
        revoke execute on function quoted() from public;
        alter default privileges in schema billing grant select on tables to dump_reader;
        create text search configuration words (copy = simple);
        create foreign data wrapper nothing; create server far foreign data wrapper nothing options (host 'a;b');
        create foreign table remote (a int options (name 'x;')) server far;
        create publication news for table customers, measures;
        create function watch() returns event_trigger language plpgsql as $$ begin null; end $$;
        create event trigger watcher on ddl_command_end when tag in ('CREATE TABLE') execute function watch();
        select lo_from_bytea(4242, '\x3b0a5c2e');
        comment on large object 4242 is 'large;';
        alter table measures_rest cluster on measures_rest_day_idx;
        alter table customers replica identity full, alter column name set statistics 500, set (fillfactor = 70);
        """";
}
