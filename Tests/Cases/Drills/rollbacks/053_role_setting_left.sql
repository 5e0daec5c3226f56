COMMENT ON TABLE s053.customers IS 'who buys';
