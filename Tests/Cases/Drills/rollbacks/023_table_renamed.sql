COMMENT ON TABLE s023.customers IS 'who buys';
