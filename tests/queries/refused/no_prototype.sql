-- expect 3: a statement without a prototype above it
-- A comment.
SELECT 1;
