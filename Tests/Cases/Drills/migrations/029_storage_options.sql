ALTER TABLE s029.customers SET (fillfactor = 70);
