COMMENT ON TABLE s028.customers IS 'who buys';
