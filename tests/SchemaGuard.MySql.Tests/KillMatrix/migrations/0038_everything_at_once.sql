alter table customers add column born date null after full_name, drop column rank_no, change points score int not null default 0, alter column city set default 'here', rename index ix_customers_town to ix_customers_city, add unique key uq_customers_email (email), add constraint ck_customers_score check (score >= 0), comment = 'People; customers';
update customers set score = score + 1, born = '1815-12-10' where id = 1;
alter table notes drop foreign key fk_notes_again, drop column author, add column customer_name varchar(120) null, rename to remarks;
alter table remarks modify text varchar(150) not null default '', add constraint fk_notes_last foreign key (customer_id) references customers (id), add index (text(10));
drop view v_orders;
create or replace view v_customers as select id, full_name, score from customers;
insert into remarks (id, customer_id, text) select id + 5000, id, 'closing' from customers;
drop procedure say;
create table if not exists ledger like audit;
