ALTER VIEW old_words RENAME TO former_words;
