SELECT * FROM customers WHERE tier = 'platinum';
