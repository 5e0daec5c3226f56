COMMENT ON COLUMN orders.code IS 'Printed on the box.';
DROP INDEX orders_code_idx;
