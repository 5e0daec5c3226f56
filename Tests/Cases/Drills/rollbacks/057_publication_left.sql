COMMENT ON TABLE s057.customers IS 'who buys';
