-- What the jobs process does.

-- exec tidy_sign_in()
SELECT auth.tidy();

-- exec tidy_imports()
SELECT waymark.tidy_imports();
