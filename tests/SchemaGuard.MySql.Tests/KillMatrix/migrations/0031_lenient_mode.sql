set sql_mode = '';
create table lenient (id int not null primary key, small tinyint not null, day date null default '0000-00-00', name varchar(3) not null);
insert into lenient (id, small, name) values (1, 1000, 'too long');
insert into lenient (id, small, day, name) values (2, -1000, '2024-00-00', 'cut off');
alter table lenient modify name varchar(2) not null;
set sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION';
create procedure strict_or_not() insert into lenient (id, small, name) values (3, 3, 'ok');
call strict_or_not();
