create table products_new like products;
insert into products_new (id, sku, price, stock) select id, sku, price, stock from products;
insert into products_new (id, sku, price, stock) values (4, 'glue', 2.00, 1);
alter table products_new add column supplier varchar(40) not null default 'unknown';
set foreign_key_checks = 0;
rename table products to products_old, products_new to products;
alter table orders drop foreign key fk_orders_product, add constraint fk_orders_goods foreign key (product_id) references products (id);
drop table products_old;
set foreign_key_checks = 1;
