GRANT SELECT ON members TO library_app;
REVOKE INSERT ON loans FROM library_app;
GRANT UPDATE (shelf) ON books TO library_app;
