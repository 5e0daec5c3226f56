UPDATE s072.customers SET note = '' WHERE note IS NULL;
