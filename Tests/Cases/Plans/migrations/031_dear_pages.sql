ALTER ROLE plans_app SET random_page_cost = 300;
