create table events_log (
    id int not null,
    year_no int not null,
    note varchar(50) null,
    primary key (id, year_no)
) partition by range (year_no) (
    partition p2022 values less than (2023),
    partition p2023 values less than (2024),
    partition pmax values less than maxvalue
);
insert into events_log values (1, 2022, 'old'), (2, 2023, 'mid'), (3, 2024, 'new'), (4, 2025, 'newer');
alter table events_log reorganize partition pmax into (partition p2024 values less than (2025), partition pmax values less than maxvalue);
alter table events_log drop partition p2022;
alter table events_log truncate partition p2023;
insert into events_log values (5, 2023, 'again');
