ALTER DATABASE plans RESET work_mem;
