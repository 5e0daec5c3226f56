DROP INDEX customers_phone_idx;
CREATE INDEX customers_phone_idx ON customers (phone);
