ALTER TABLE orders SET (autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE customers ALTER COLUMN about SET STORAGE EXTERNAL;
