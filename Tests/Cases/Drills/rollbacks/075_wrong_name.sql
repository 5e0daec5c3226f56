DROP INDEX s075.tags_labels;
