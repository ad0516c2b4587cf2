rename table order_totals to customer_totals;
rename table large_orders to big_orders, order_names to names_of_orders;
alter table customer_totals rename to totals;
alter table totals rename total_rows;
insert into total_rows (customer_id, pieces) select customer_id + 1000, pieces from total_rows;
rename table total_rows to swap_first, big_orders to swap_second;
alter table swap_first rename as totals, add column checked boolean not null default false;
