-- parameters: ["{mcv(products.category, 1)}"]
SELECT p.id, sum(i.quantity) FROM products AS p JOIN order_items AS i ON i.product_id = p.id WHERE p.category = $1::text GROUP BY p.id;
