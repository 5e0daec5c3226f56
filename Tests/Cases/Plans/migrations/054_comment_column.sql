COMMENT ON COLUMN notes.body IS 'As it was said.';
