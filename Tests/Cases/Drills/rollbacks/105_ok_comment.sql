COMMENT ON TABLE s105.customers IS 'who buys';
