REVOKE SELECT ON members FROM library_app;
GRANT INSERT ON loans TO library_app;
REVOKE UPDATE (shelf) ON books FROM library_app;
