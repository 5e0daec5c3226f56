COMMENT ON TABLE s029.customers IS 'who buys';
