COMMENT ON TABLE s056.customers IS 'who buys';
