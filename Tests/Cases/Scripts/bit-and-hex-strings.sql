SELECT B'01', X'1F;', N'n;\';
SELECT 2;
