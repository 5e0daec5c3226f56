SELECT count(*) FROM machines WHERE state = 'running';
