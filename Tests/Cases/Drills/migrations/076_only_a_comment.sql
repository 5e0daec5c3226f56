CREATE INDEX tags_label ON s076.tags (label);
