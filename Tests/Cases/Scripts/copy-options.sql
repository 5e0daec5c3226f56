copy s (a) from /* here */ stdin with (format csv);
"a;b"
\.
SELECT 2;
