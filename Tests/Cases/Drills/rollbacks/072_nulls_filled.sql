UPDATE s072.customers SET note = NULL WHERE note = '' AND id < 0;
