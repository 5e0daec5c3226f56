DROP VIEW serials;
ALTER TABLE orders ALTER COLUMN serial_no TYPE bigint;
CREATE VIEW serials AS SELECT id, serial_no, code, lot FROM orders;
GRANT SELECT ON serials TO plans_app;
ANALYZE orders;
