create table readings (id int not null primary key, sensor int not null, value int not null, note varchar(30) not null);
insert into readings
    with digits as (select 0 as d union all select 1 union all select 2 union all select 3 union all select 4)
    select a.d + b.d * 5 + c.d * 25 + d.d * 125 + e.d * 625, a.d, b.d * c.d, concat('seed ', d.d) from digits a, digits b, digits c, digits d, digits e;
insert into readings select id + 3125, sensor, value + 1, note from readings;
insert into readings select id + 6250, sensor + 5, value, note from readings;
insert into readings select id + 12500, sensor, value + 2, 'doubled' from readings;
insert into readings select id + 25000, sensor + 10, value, note from readings;
insert into readings select id + 50000, sensor, value + 4, note from readings;
insert into readings select id + 100000, sensor + 20, value * 2, note from readings;
