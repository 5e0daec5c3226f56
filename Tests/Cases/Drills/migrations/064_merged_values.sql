UPDATE s064.customers SET stage = 'paid' WHERE stage = 'sent';
