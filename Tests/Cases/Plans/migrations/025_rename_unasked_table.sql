ALTER TABLE legacy RENAME TO legacy_words;
