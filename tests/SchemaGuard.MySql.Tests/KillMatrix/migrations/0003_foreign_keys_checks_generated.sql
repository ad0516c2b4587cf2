create table orders (
    id int not null auto_increment,
    customer_id int not null,
    product_id int unsigned not null,
    quantity int not null,
    unit_price decimal(10, 2) not null,
    total decimal(12, 2) generated always as (quantity * unit_price) stored,
    is_large boolean generated always as (quantity >= 10) virtual,
    primary key (id),
    key ix_orders_product (product_id),
    constraint fk_orders_customer foreign key (customer_id) references customers (id) on delete cascade,
    constraint fk_orders_product foreign key (product_id) references products (id) on update cascade,
    constraint ck_orders_quantity check (quantity > 0)
);
insert into orders (id, customer_id, product_id, quantity, unit_price) values (1, 1, 1, 3, 1.50), (2, 2, 2, 12, 4.25), (3, 3, 3, 1, 7.00);
insert into ledger (number, note) select 3000 + id, 'order' from orders;
