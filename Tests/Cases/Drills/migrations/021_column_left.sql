ALTER TABLE s021.tags ADD COLUMN colour text;
ALTER TABLE s021.tags ADD COLUMN weight integer;
