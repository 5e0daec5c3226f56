SELECT count(*) FROM parts AS p WHERE NOT EXISTS (SELECT FROM visit_parts AS x WHERE x.part_id = p.id);
