ALTER TABLE items SET (fillfactor = 20);
VACUUM FULL items;
ANALYZE items;
