ALTER DATABASE plans SET work_mem = '128kB';
