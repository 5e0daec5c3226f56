DROP INDEX tags_label;
