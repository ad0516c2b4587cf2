namespace SchemaGuard.PostgreSql.Tests.Catalog;

/// <summary>Holds a schema in which everything that can name its own schema does.</summary>
internal static class TenantSchema
{
    /// <summary>Gives the statements that make it: unqualified names after <c>SET search_path</c>, and texts that name it.</summary>
    public static string In(string schema) =>
        $$"""
            create schema if not exists {{schema}};
            set search_path = {{schema}};
            create type mood as enum ('sad', 'happy');
            create domain mail as text check (value like '%@%');
            create sequence numbers;
            create function next_number() returns bigint language sql as 'select nextval(''{{schema}}.numbers'')';
            create function is_old(integer) returns boolean immutable language sql as 'select $1 > 10';
            create table users (id serial primary key, number bigint default next_number(), of_sequence bigint default nextval('numbers'),
              feeling mood not null default 'happy', address mail, age integer, constraint old check (is_old(age) or feeling = 'sad'::{{schema}}.mood));
            create index users_old_ix on users (is_old(age), feeling) where feeling <> 'sad';
            create table orders (id bigint generated always as identity primary key, owner integer references {{schema}}.users (id) on delete cascade);
            create table log (day date not null, line mood) partition by range (day);
            create table log_2026 partition of log for values from ('2026-01-01') to ('2027-01-01');
            create table elders () inherits (users);
            create view happy as select u.id, o.id as number from users u join orders o on o.owner = u.id where u.feeling = 'happy';
            create materialized view totals as select count(*) as n from {{schema}}.users;
            create function stamp() returns trigger language plpgsql set search_path = {{schema}}, pg_temp as $$
              begin execute format('insert into {{schema}}.log values (now(), %L)', new.feeling); perform {{schema}}.is_old(1); return new; end $$;
            create trigger users_stamp before insert on users for each row when (new.age > 1) execute function stamp();
            create constraint trigger users_late after update on users from orders deferrable for each row execute function stamp();
            create function of_users({{schema}}.users, mood) returns bigint language sql return (select max(id) from {{schema}}.orders where owner = ($1).id);
            create aggregate moods (mood) (sfunc = array_append, stype = mood[], initcond = '{}');
            create function same(users, users) returns boolean language sql as 'select true';
            create operator === (leftarg = users, rightarg = users, function = same);
            create rule kept as on delete to orders where old.owner = 1 do instead insert into log values (now(), 'sad');
            alter table orders enable row level security;
            create policy own on orders using (exists (select from users where id = owner and feeling = 'happy'));
            create statistics users_age on age, feeling from users;
            alter sequence numbers owned by users.number;
            create publication changes_of_{{schema}} for table users;
            reset search_path;
            """;
}
