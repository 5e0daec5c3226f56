-- parameters: ["{mcv(visit_parts.part_id, 1)}"]
SELECT v.* FROM visit_parts AS x JOIN visits AS v ON v.id = x.visit_id WHERE x.part_id = $1::integer;
