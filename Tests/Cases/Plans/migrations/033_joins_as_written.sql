ALTER ROLE plans_app SET join_collapse_limit = 1;
