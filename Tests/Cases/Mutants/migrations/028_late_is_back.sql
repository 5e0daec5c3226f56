ALTER TABLE loans ADD COLUMN state_before loan_state;
UPDATE loans SET state_before = state, state = 'back' WHERE state = 'late';
