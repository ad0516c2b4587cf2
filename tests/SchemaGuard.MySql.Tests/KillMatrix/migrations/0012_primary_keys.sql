create table marks (a int not null, b int not null, v int not null default 0);
insert into marks (a, b) values (1, 1), (1, 2), (2, 1);
alter table marks add primary key (a, b);
update marks set v = v + a * 10 + b;
alter table marks drop primary key, add primary key (b, a);
alter table marks drop primary key;
alter table marks add column id int not null auto_increment first, add primary key (id);
