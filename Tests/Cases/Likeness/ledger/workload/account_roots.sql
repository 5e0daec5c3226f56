SELECT count(*) FROM accounts WHERE parent_id IS NULL;
