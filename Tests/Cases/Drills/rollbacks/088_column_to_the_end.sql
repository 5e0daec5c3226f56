ALTER TABLE s087.labels_kept ADD COLUMN slug text;
UPDATE s087.labels_kept SET slug = kept_slug;
ALTER TABLE s087.labels_kept ALTER slug DROP NOT NULL;
ALTER TABLE s087.labels_kept DROP COLUMN kept_slug;
