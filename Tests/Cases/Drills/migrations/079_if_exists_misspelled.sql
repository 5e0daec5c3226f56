CREATE INDEX tags_label ON s079.tags (label);
