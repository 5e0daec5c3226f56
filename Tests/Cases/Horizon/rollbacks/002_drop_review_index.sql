CREATE INDEX reviews_customer_idx ON reviews (customer_id);
