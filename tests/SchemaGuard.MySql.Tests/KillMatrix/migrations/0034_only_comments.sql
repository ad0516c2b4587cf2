-- Nothing to do here; not even this.
# select 1;
/* drop table customers; */
