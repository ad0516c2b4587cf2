create table counters (id int not null auto_increment primary key, hits int not null);
insert into counters values (1, 5), (2, 6), (3, 7);
truncate table counters;
insert into counters values (10, 1), (11, 2);
update counters set hits = hits + 1;
truncate counters;
insert into counters values (20, 3);
update counters set hits = hits + 1;
