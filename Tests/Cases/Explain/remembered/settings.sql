SET enable_hashjoin = off;
SET enable_mergejoin = off;
SET enable_seqscan = off
