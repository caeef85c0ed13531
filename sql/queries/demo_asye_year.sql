-- What stands beside the demonstration's ASYEs, and what was corrected of them.

-- Somebody recorded another title at first, and wrote down the right one some
-- weeks later.

-- exec demo_corrections_add(as_of date)
INSERT INTO waymark.asye_correction (asye_id, person_id, programme_id, number,
    role_title, qualified_on, swe_registered_on, employed_on, starts_on,
    was_role_title, was_qualified_on, was_swe_registered_on, was_employed_on,
    was_starts_on, reason, words, by_id, at)
SELECT a.id, a.person_id, a.programme_id, 1, a.role_title, a.qualified_on,
       a.swe_registered_on, a.employed_on, a.starts_on,
       'Newly qualified social worker', a.qualified_on, a.swe_registered_on,
       a.employed_on, a.starts_on, 'post_renamed',
       'As the contract has it', coalesce((SELECT min(r.person_id)
           FROM waymark.role_held r WHERE r.role = 'coordinator'
            AND r.organisation_id = a.employer_id), (SELECT min(r.person_id)
           FROM waymark.role_held r WHERE r.role = 'staff')),
       (a.starts_on + 24 + time '14:10') AT TIME ZONE 'Europe/London'
  FROM waymark.asye a
 WHERE a.id % 13 = 4 AND a.starts_on + 24 < :as_of
   AND a.state <> 'eligible';

-- exec demo_asyes_unmet()
UPDATE waymark.asye_review r SET unmet = s.of_all - s.met
  FROM waymark.asye_standing s
  JOIN waymark.asye a ON a.id = s.asye_id
  JOIN waymark.framework_review f
    ON f.framework_id = a.framework_id AND f.final
 WHERE r.asye_id = s.asye_id AND r.number = f.number;

-- exec demo_claims_followed()
SELECT waymark.claim_matters_follow(id) FROM waymark.asye;
