INSERT INTO s065.tags (id, label, slug) VALUES (900, 'gift', 'gift'), (901, 'sale', 'sale');
