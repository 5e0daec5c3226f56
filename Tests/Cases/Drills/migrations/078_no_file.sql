CREATE INDEX tags_label ON s078.tags (label);
