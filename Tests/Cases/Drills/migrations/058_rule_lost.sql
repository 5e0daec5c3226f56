DROP RULE no_delete ON s058.prices;
