COMMENT ON TABLE s030.customers IS 'who buys';
