INSERT INTO s110.tags (id, label, slug) VALUES (910, 'x', 'x');
