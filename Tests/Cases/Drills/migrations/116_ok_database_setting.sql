ALTER DATABASE drills SET lock_timeout = '4s';
