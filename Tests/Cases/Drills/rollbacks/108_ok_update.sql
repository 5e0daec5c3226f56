ALTER TABLE s108.customers DISABLE TRIGGER customers_touch;
UPDATE s108.customers AS c SET name = k.name FROM s108.names_kept AS k WHERE k.id = c.id;
ALTER TABLE s108.customers ENABLE TRIGGER customers_touch;
DROP TABLE s108.names_kept;
