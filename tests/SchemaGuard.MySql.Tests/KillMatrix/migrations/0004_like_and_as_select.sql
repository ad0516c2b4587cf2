create table orders_archive like orders;
create table order_totals as select customer_id, sum(quantity) as pieces from orders group by customer_id;
create table large_orders (order_id int not null, primary key (order_id)) as select id as order_id from orders where quantity > 2;
update order_totals set pieces = pieces + 1;
create table if not exists order_names engine = InnoDB select o.id, c.name from orders o join customers c on c.id = o.customer_id;
