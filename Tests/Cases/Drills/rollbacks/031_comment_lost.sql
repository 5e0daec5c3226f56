COMMENT ON COLUMN s031.customers.note IS 'free text';
