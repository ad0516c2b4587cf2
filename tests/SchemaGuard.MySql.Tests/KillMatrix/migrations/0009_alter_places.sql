alter table customers modify column email varchar(200) null first;
alter table customers modify email varchar(220) null after name;
alter table customers change name full_name varchar(120) not null after email, modify column city varchar(80) not null default 'none' first;
alter table customers add (points int not null default 5, rank_no smallint null);
update customers set points = points + credit;
