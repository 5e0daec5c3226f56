COMMENT ON TABLE s019.customers IS 'who buys';
