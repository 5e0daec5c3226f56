CREATE MATERIALIZED VIEW per_member AS SELECT member, count(*) AS loan_count FROM loans GROUP BY member;
CREATE UNIQUE INDEX per_member_key ON per_member (member);
COMMENT ON TABLE loans IS 'who has or had what';
