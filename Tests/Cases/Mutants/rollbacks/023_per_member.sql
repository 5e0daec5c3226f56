DROP MATERIALIZED VIEW per_member;
COMMENT ON TABLE loans IS 'who has what';
