CREATE INDEX customers_city ON s004.customers (city, id);
