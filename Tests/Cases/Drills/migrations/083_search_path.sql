SET search_path = s083;
CREATE INDEX tags_label ON tags (label);
