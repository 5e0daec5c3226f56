COMMENT ON TABLE s051.customers IS 'who buys';
