SELECT 'ä€😀;'; SELECT 2 AS größe; SELECT '日本' ;
