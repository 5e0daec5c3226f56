COMMENT ON TABLE s059.customers IS 'who buys';
