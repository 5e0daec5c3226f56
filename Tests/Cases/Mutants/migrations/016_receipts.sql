CREATE SEQUENCE receipts;
ALTER TABLE loans ADD COLUMN receipt bigint;
ALTER TABLE loans ALTER receipt SET DEFAULT nextval('receipts');
ALTER SEQUENCE card_numbers INCREMENT BY 10;
