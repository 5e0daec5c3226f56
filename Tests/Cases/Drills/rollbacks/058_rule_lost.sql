COMMENT ON TABLE s058.customers IS 'who buys';
