SELECT * FROM machines WHERE state = 'broken';
