COMMENT ON TABLE orders IS 'All that was ordered.';
