COMMENT ON TABLE s022.customers IS 'who buys';
