ALTER TABLE visits ADD COLUMN seen boolean;
ALTER TABLE visits DROP COLUMN seen;
ALTER TABLE visits ADD COLUMN seen text;
