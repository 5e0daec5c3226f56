ALTER TABLE s102.customers DISABLE TRIGGER customers_touch;
