CREATE INDEX tags_label ON s080.tags (label);
