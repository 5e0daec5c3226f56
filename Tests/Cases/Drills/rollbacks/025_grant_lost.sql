COMMENT ON TABLE s025.customers IS 'who buys';
