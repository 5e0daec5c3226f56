COMMENT ON TABLE s035.customers IS 'who buys';
