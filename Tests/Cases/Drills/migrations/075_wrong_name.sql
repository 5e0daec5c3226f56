CREATE INDEX tags_label ON s075.tags (label);
