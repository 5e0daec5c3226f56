SELECT '('; SELECT "("; SELECT $$($$; SELECT 4 /* ( */, 5;
