ALTER ROLE plans_app SET search_path = archive, public;
