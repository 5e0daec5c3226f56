COMMENT ON TABLE s050.customers IS 'who buys';
