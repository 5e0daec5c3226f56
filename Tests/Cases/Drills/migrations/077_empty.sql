CREATE INDEX tags_label ON s077.tags (label);
