alter table products add constraint ck_products_price check (price >= 0);
alter table products add constraint ck_products_sku check (char_length(sku) between 1 and 40), add column stock int not null default 0;
update products set stock = stock + 7;
alter table products drop constraint ck_products_price;
alter table products add constraint ck_products_price check (price > 0), add constraint ck_products_stock check (stock >= 0);
alter table orders drop constraint ck_orders_quantity;
alter table products drop constraint uq_products_both;
