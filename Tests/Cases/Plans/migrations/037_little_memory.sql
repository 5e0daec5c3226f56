ALTER ROLE plans_app SET work_mem = '64kB';
