COMMENT ON TABLE s054.customers IS 'who buys';
