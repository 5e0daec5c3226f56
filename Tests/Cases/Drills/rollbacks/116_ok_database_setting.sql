ALTER DATABASE drills RESET lock_timeout;
