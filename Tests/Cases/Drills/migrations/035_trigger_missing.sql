DROP TRIGGER customers_touch ON s035.customers;
