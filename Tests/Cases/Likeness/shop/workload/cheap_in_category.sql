-- parameters: ["{mcv(products.category, 2)}", "{quantile(products.price, 0.1)}"]
SELECT id, sku FROM products WHERE category = $1::text AND price < $2::numeric ORDER BY price;
