ALTER ROLE plans_app SET enable_hashjoin = off;
ALTER ROLE plans_app SET enable_mergejoin = off;
