ALTER DATABASE drills SET idle_session_timeout = '3h';
