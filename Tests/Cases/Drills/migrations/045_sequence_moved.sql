SELECT setval('s045.receipt', 5000);
