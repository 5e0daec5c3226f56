SELECT 'it''s; fine';
SELECT 'a''';
