alter table customers add index ix_customers_city (city);
alter table customers add unique key uq_customers_email (email), add key ix_customers_points (points desc, full_name(10));
alter table customers rename index ix_customers_city to ix_customers_town;
alter table customers drop index ix_customers_points;
alter table customers drop key uq_customers_email;
alter table customers add unique index (tag, full_name);
