COMMENT ON TABLE s060.customers IS 'who buys';
