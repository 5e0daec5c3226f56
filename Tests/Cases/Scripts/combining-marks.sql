SELECT 'é;', 'x'; SELECT 2;
