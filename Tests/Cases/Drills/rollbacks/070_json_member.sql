UPDATE s070.customers SET details = details || '{"vip": false}';
