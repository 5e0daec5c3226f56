COMMENT ON TABLE s037.customers IS 'who buys';
