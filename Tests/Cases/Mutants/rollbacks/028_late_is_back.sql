UPDATE loans SET state = state_before WHERE state_before IS NOT NULL;
ALTER TABLE loans DROP COLUMN state_before;
