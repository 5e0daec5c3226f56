COMMENT ON TABLE s034.customers IS 'who buys';
