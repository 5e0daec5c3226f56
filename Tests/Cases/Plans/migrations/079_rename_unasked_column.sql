ALTER TABLE legacy_words RENAME COLUMN word TO term;
