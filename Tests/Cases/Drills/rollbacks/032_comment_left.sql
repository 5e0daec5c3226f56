COMMENT ON TABLE s032.customers IS 'who buys';
