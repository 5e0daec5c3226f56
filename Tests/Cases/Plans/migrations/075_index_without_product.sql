DROP INDEX items_product_idx;
CREATE INDEX items_product_idx ON items (quantity);
