ALTER ROLE plans_app RESET work_mem;
