create table customers (
    id int not null,
    name varchar(100) not null,
    email varchar(200) null,
    credit int not null default 0,
    primary key (id)
);
insert into customers (id, name, email, credit) values (1, 'Ada', 'ada@example.org', 10), (2, 'Grace', null, 20), (3, 'Edsger', 'edsger@example.org', 30);
create table ledger (number int not null, note varchar(60) not null, key ix_ledger_number (number));
