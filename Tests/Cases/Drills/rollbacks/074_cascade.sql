-- the orders that went along stay away
INSERT INTO s074.customers (id, name) VALUES (5, 'back again');
