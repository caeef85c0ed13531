-- expect 3: a statement without a prototype above it
-- mnay days() day
SELECT 1;
