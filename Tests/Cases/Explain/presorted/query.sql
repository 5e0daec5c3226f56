SELECT * FROM alarm ORDER BY level, raised LIMIT 20
