CREATE TABLE s108.names_kept AS SELECT id, name, touched FROM s108.customers;
ALTER TABLE s108.customers DISABLE TRIGGER customers_touch;
UPDATE s108.customers SET name = upper(name);
ALTER TABLE s108.customers ENABLE TRIGGER customers_touch;
