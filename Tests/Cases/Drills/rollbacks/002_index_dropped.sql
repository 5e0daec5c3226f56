COMMENT ON TABLE s002.customers IS 'who buys';
