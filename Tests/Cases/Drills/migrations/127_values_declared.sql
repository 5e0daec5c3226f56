UPDATE s127.customers SET stage = 'paid' WHERE stage = 'sent';
