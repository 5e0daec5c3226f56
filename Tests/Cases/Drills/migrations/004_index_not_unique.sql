DROP INDEX s004.customers_city;
