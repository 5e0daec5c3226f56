UPDATE items SET price = price + 1 WHERE product BETWEEN 70 AND 400;
