ALTER TABLE s102.customers ENABLE TRIGGER customers_touch;
