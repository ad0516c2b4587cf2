namespace SchemaGuard.MySql.Tests.Parity;

/// <summary>Is a database with everything that a dump can hold.</summary>
internal static class RichDatabase
{
    /// <summary>Is the script for the server's own client.</summary>
    public const string Script = """
        create table parents (
          id int unsigned not null auto_increment primary key,
          `semi;colon` varchar(40) not null default 'it''s; -- x' comment 'a; "comment"',
          kind enum('a;', 'b''', 'c') not null default 'a;',
          flags set('x', 'y') default 'x,y',
          amount decimal(10, 3) default 1.5,
          at timestamp(3) not null default current_timestamp(3) on update current_timestamp(3),
          doubled decimal(12, 3) generated always as (amount * 2) stored,
          data blob,
          note text,
          j json,
          unique key by_name (`semi;colon`, kind),
          key by_note (note(10)),
          fulltext key by_words (note),
          constraint positive check (amount >= 0)
        ) engine = InnoDB comment = 'of; all';
        create table children (
          id bigint not null,
          parent int unsigned,
          b bit(3) default b'101',
          g point,
          primary key (id),
          constraint child_of foreign key (parent) references parents (id) on delete cascade on update set null
        );
        create table parts (id int not null, y int not null, primary key (id, y))
            partition by range (y) (partition old values less than (2000), partition rest values less than maxvalue);
        create table latin (v varchar(20) character set latin1 collate latin1_bin);
        insert into parents (id, `semi;colon`, kind, amount, at, data, note, j) values
          (1, 'one;', 'a;', 1, '2026-01-01 00:00:00', x'00FF3B27', 'it''s\n\\ a "note";', '{"a": ";"}'),
          (7, 'Zoë 🙂', 'b''', 2.25, '2026-01-02 03:04:05.678', null, '-- no; comment /* at all */', '[1, 2]');
        insert into children values (1, 1, b'011', ST_GeomFromText('POINT(1 2)')), (2, 7, null, null);
        insert into parts values (1, 1999), (2, 2026);
        insert into latin values ('é');
        create view names as select id, `semi;colon` as name from parents where kind <> 'c;';
        create view above as select n.name, c.id from names n join children c on c.parent = n.id;
        delimiter $$
        create trigger parents_before before insert on parents for each row begin if new.note is null then set new.note = 'none;'; end if; end$$
        create trigger parents_second before insert on parents for each row set new.amount = new.amount + 0$$
        create function total() returns decimal(10, 3) reads sql data begin declare s decimal(10, 3); select sum(amount) into s from parents; return s; end$$
        create procedure fill(in n int) comment 'fills; it' begin while n > 0 do insert into latin values (n); set n = n - 1; end while; end$$
        create event yearly on schedule every 1 year starts '2030-01-01 00:00:00' on completion preserve disable do begin delete from latin; call fill(2); end$$
        delimiter ;
        """;
}
