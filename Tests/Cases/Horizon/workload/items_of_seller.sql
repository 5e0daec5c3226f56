-- name: items_of_seller
-- roles: application
-- parameters: ["{rare(products.seller_id)}"]
SELECT sum(i.price * i.quantity) FROM order_items AS i JOIN products AS p ON p.id = i.product_id WHERE p.seller_id = $1::integer;
