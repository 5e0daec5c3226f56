UPDATE s001.customers SET stage = 'new' WHERE stage = 'lost';
