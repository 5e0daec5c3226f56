ALTER TABLE s036.customers DISABLE TRIGGER customers_touch;
COMMENT ON TABLE s036.customers IS 'buyers';
