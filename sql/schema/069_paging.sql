-- What a page of milestones goes through, in the order of their keys: those
-- alone that are due or open.
CREATE INDEX attempt_paged ON waymark.attempt (id) WHERE state = 'due';
CREATE INDEX asye_review_paged ON waymark.asye_review (id)
 WHERE state = 'due' AND live;
CREATE INDEX placement_paged ON waymark.placement (id)
 WHERE state NOT IN ('confirmed', 'terminated', 'withdrawn');
