CREATE TABLE b (begin int, "end" int); SELECT 2;
