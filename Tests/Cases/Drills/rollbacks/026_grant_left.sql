COMMENT ON TABLE s026.customers IS 'who buys';
