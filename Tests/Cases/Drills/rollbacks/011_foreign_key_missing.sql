COMMENT ON COLUMN s011.customers.note IS 'free text';
