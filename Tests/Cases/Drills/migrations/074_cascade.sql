DELETE FROM s074.customers WHERE id = 5;
