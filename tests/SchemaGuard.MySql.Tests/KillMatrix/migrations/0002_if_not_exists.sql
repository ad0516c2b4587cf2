create table if not exists customers (other int);
create table if not exists products (
    id int unsigned not null auto_increment,
    sku varchar(40) not null,
    price decimal(10, 2) not null default 0.00,
    primary key (id),
    unique key uq_products_sku (sku)
) engine = InnoDB comment = 'What is sold; with a semicolon';
insert into products (id, sku, price) values (1, 'pen', 1.50), (2, 'ink; blue', 4.25), (3, 'paper', 7.00);
create table if not exists products (id int);
