alter table products engine = InnoDB;
alter table products auto_increment = 5000;
alter table products comment = 'Goods';
alter table products comment 'Goods, and more', auto_increment 6000;
alter table order_names convert to character set utf8mb4 collate utf8mb4_unicode_ci;
alter table order_totals default character set latin1;
alter table products row_format = dynamic;
update products set stock = stock - 1;
alter table ledger engine = InnoDB, force;
