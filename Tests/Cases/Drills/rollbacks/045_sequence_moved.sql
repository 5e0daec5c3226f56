COMMENT ON TABLE s045.customers IS 'who buys';
