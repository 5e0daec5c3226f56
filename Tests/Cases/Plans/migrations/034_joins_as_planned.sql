ALTER ROLE plans_app RESET join_collapse_limit;
