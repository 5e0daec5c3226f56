DROP INDEX s002.customers_name;
