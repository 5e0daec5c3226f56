ALTER ROLE plans_app RESET random_page_cost;
