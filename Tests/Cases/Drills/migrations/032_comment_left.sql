COMMENT ON TABLE s032.orders IS 'what they buy';
