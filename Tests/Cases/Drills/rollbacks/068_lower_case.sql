UPDATE s068.customers SET name = initcap(name);
