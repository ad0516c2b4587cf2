alter table readings modify column value bigint not null, add column scaled bigint as (value * 10) stored, add index ix_readings_sensor (sensor, value), engine = InnoDB;
update readings set value = value + 1 where sensor = 3;
create unique index uq_readings on readings (sensor, value, id);
alter table readings drop index ix_readings_sensor, add key ix_readings_note (note), comment = 'Many rows';
delete from readings where id % 4 = 3;
optimize table audit;
