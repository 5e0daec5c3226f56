BEGIN;
DROP INDEX s081.tags_label;
