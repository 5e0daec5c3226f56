UPDATE s068.customers SET name = lower(name);
