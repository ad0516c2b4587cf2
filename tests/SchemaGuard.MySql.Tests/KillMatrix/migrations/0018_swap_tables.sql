create table prices_live (id int primary key, price int not null);
create table prices_next (id int primary key, price int not null);
insert into prices_live values (1, 10), (2, 20);
insert into prices_next values (1, 11), (2, 22), (3, 33);
rename table prices_live to prices_third, prices_next to prices_live, prices_third to prices_next;
update prices_live set price = price + 1;
rename table prices_live to prices_third, prices_next to prices_live, prices_third to prices_next;
update prices_live set price = price + 100;
