COMMENT ON TABLE s052.customers IS 'who buys';
