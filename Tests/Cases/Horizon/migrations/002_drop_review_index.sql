DROP INDEX reviews_customer_idx;
