COMMENT ON TABLE s036.customers IS 'who buys';
