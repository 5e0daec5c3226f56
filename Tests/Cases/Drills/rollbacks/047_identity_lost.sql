COMMENT ON TABLE s047.customers IS 'who buys';
