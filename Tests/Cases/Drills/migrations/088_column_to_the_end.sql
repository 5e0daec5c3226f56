ALTER TABLE s087.labels_kept ADD COLUMN kept_slug text;
UPDATE s087.labels_kept SET kept_slug = slug;
ALTER TABLE s087.labels_kept DROP COLUMN slug;
