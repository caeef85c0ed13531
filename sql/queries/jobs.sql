-- What the jobs process does.

-- exec tidy_sign_in()
SELECT auth.tidy();

-- exec tidy_imports()
SELECT waymark.tidy_imports();

-- Placements whose first day has come.

-- exec placements_begin()
SELECT waymark.placements_follow_day();

-- Links for feedback whose last day is over.

-- exec feedback_expire()
SELECT waymark.feedback_expires();

-- Pauses of ASYEs whose first day has come.

-- exec asye_pauses_begin()
SELECT waymark.asye_pauses_begin();

-- ASYEs whose assessor's last day has passed.

-- exec asyes_follow()
SELECT waymark.asyes_follow_day();

-- Support ledgers of which the weeks that nobody entered are not noted today.

-- exec support_follow(most int8)
SELECT waymark.support_follow_day(:most);
