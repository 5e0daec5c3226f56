SELECT 1 <> 2, '{}'::jsonb @> '{}', 1 != 2; SELECT '{1}'::int[] && '{1}';
