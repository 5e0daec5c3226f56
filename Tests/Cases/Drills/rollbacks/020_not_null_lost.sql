COMMENT ON TABLE s020.customers IS 'who buys';
