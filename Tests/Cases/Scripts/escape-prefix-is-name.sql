SELECT nameE'a\'; SELECT 2;
