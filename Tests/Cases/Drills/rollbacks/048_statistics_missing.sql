COMMENT ON TABLE s048.customers IS 'who buys';
