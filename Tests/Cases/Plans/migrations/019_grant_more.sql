GRANT SELECT ON note_log TO plans_app;
