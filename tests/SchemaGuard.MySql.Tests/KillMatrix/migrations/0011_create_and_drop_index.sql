create index ix_products_price on products (price);
create unique index uq_products_both on products (sku, price);
update products set price = price + 0.25;
create fulltext index ft_products on products (sku);
drop index ix_products_price on products;
drop index ft_products on products;
create index ix_products_price on products (price desc);
