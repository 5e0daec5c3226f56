ALTER ROLE plans_app RESET search_path;
