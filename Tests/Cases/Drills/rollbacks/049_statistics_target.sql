COMMENT ON TABLE s049.customers IS 'who buys';
