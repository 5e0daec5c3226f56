-- pgrehearse: loses s127.customers.stage reason="what was sent is paid, and nobody asks which"
UPDATE s127.customers SET stage = 'sent' WHERE stage = 'paid';
