CREATE INDEX tags_label ON s081.tags (label);
