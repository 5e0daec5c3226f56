INSERT INTO s066.log (id, line) VALUES (1, 'begun');
