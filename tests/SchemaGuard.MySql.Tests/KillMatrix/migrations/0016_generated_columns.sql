alter table products add column gross decimal(12, 2) generated always as (price * 1.25) virtual;
alter table products add column label varchar(60) as (concat(sku, '/', stock)) stored after sku, add index ix_products_label (label);
update products set stock = stock + 2 where id = 2;
alter table products drop column gross;
alter table products modify column label varchar(80) as (concat(sku, ':', stock)) stored;
