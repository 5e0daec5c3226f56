SELECT value, count(*) FROM reading_2024_03 WHERE value < 97 GROUP BY value
