UPDATE s064.customers SET stage = 'sent' WHERE stage = 'paid';
