/* What texts can be in a file, beside how the database has it. */
#include "choices.h"

const struct exchange_choice say_yes_no[] = {
	{ "t", "Yes" }, { "f", "No" }, { NULL }
};

const struct exchange_choice say_enrolment_states[] = {
	{ "offered", "Offered" }, { "enrolled", "Enrolled" },
	{ "deferred", "Deferred" }, { "paused", "Paused" },
	{ "withdrawn", "Withdrawn" }, { "completed", "Completed" }, { NULL }
};

const struct exchange_choice say_placement_stages[] = {
	{ "first", "First" }, { "contrasting", "Contrasting" },
	{ "last", "Last" }, { NULL }
};

const struct exchange_choice say_placement_states[] = {
	{ "planned", "Planned" }, { "matched", "Matched" },
	{ "agreement_signed", "Agreement signed" }, { "active", "Active" },
	{ "midpoint_reviewed", "Midpoint reviewed" },
	{ "final_report", "Final report signed" },
	{ "recommended", "Recommended" }, { "panel", "With the panel" },
	{ "confirmed", "Confirmed" }, { "suspended", "Suspended" },
	{ "terminated", "Terminated" }, { "withdrawn", "Withdrawn" }, { NULL }
};

/* Of waymark.placement_reason: those that a plan is changed for. */
const struct exchange_choice say_replan_reasons[] = {
	{ "illness", "Illness or injury" },
	{ "bereavement", "Bereavement" },
	{ "parental_leave", "Maternity, paternity, adoption or parental "
	    "leave" },
	{ "caring", "Caring for somebody" },
	{ "part_time", "Part-time work" },
	{ "own_circumstances", "Other circumstances of their own" },
	{ "host_withdrew", "The host withdrew" },
	{ "host_closed", "The host team closed or moved" },
	{ "no_educator", "No practice educator was available" },
	{ "support_not_in_place", "Support was not in place" },
	{ "adjustment_not_in_place", "A reasonable adjustment was not in "
	    "place" },
	{ "equipment_late", "Equipment or access came late" },
	{ "programme", "The programme's timetable" },
	{ "agreed", "Agreed by everybody involved" }, { NULL }
};

const struct exchange_choice say_placement_decisions[] = {
	{ "pass", "Pass" }, { "fail", "Fail" },
	{ "repeat", "Repeat placement" }, { "extend", "Extend" },
	{ "more_evidence", "More evidence" }, { NULL }
};

const struct exchange_choice say_setting_kinds[] = {
	{ "adult_mental_health", "Adult mental health" },
	{ "children_and_families", "Children and families" },
	{ "older_people", "Older people" },
	{ "adult_social_care", "Adult social care" },
	{ "learning_disability", "Learning disability" },
	{ "substance_use", "Substance use" }, { "hospital", "Hospital" },
	{ "justice", "Justice" }, { "voluntary", "Voluntary sector" }, { NULL }
};

const struct exchange_choice say_offer_states[] = {
	{ "offered", "Offered" }, { "withdrawn", "Withdrawn" },
	{ "filled", "Filled" }, { NULL }
};

const struct exchange_choice say_day_kinds[] = {
	{ "attended", "Attended" }, { "make_up", "Made up" },
	{ "absent", "Absent" }, { NULL }
};

const struct exchange_choice say_day_states[] = {
	{ "submitted", "Waiting" }, { "returned", "Returned" },
	{ "confirmed", "Confirmed" }, { "withdrawn", "Removed" }, { NULL }
};

const struct exchange_choice say_absence_reasons[] = {
	{ "sickness", "Sickness" }, { "leave", "Leave" },
	{ "bereavement", "Bereavement" }, { "caring", "Caring" },
	{ "religious_observance", "Religious observance" },
	{ "host_closed", "Host closed" },
	{ "support_not_in_place", "Support not in place" },
	{ "other", "Other" }, { NULL }
};

const struct exchange_choice say_milestone_kinds[] = {
	{ "assessment", "Assessment" }, { "asye_review", "ASYE review" },
	{ "placement_end", "End of placement" }, { "document", "Document" },
	{ NULL }
};

const struct exchange_choice say_educator_states[] = {
	{ "active", "Yes" }, { "left", "Taken off" }, { NULL }
};

const struct exchange_choice say_registration_states[] = {
	{ "registered", "Registered" },
	{ "conditions", "Registered with conditions of practice" },
	{ "suspended", "Suspended" }, { "not_registered", "Not registered" },
	{ NULL }
};

const struct exchange_choice say_attempt_states[] = {
	{ "due", "Due" }, { "submitted", "Handed in" },
	{ "not_submitted", "Not handed in" }, { "withdrawn", "Withdrawn" },
	{ NULL }
};

const struct exchange_choice say_mark_states[] = {
	{ "provisional", "Provisional" }, { "confirmed", "Confirmed" },
	{ "withdrawn", "Withdrawn" }, { NULL }
};

const struct exchange_choice say_board_outcomes[] = {
	{ "pass", "Pass" }, { "compensated", "Pass by compensation" },
	{ "resit", "Resit" }, { "repeat", "Repeat" }, { "fail", "Fail" },
	{ "deferred", "Deferred" }, { NULL }
};

const struct exchange_choice say_asye_states[] = {
	{ "eligible", "Not registered yet" }, { "registered", "Registered" },
	{ "agreed", "Agreement signed" }, { "review_3", "First review held" },
	{ "review_6", "Midway review held" },
	{ "review_9", "Third review held" },
	{ "final_review", "Final review held" },
	{ "recommended", "Recommendation made" },
	{ "moderated", "Moderated" },
	{ "confirmed", "Outcome confirmed" },
	{ "certificated", "Certificate issued" },
	{ "claim_complete", "Claim complete" }, { "paused", "Paused" },
	{ "withdrawn", "Withdrawn" },
	{ "transferred", "Transferred to another employer" },
	{ NULL }
};

const struct exchange_choice say_review_states[] = {
	{ "optional", "Optional" }, { "due", "Due" }, { "held", "Held" },
	{ NULL }
};

const struct exchange_choice say_asye_results[] = {
	{ "pass", "Pass" }, { "fail", "Fail" }, { NULL }
};

const struct exchange_choice say_asye_decisions[] = {
	{ "pass", "Pass" }, { "fail", "Fail" }, { "extend", "Extend" },
	{ NULL }
};

const struct exchange_choice say_panel_verdicts[] = {
	{ "agree", "Agrees" }, { "return", "Returned to the assessor" },
	{ "disagree", "Disagrees" }, { NULL }
};

const struct exchange_choice say_outcome_states[] = {
	{ "decided", "Decided" }, { "noticed", "Notice given" },
	{ "appealed", "Appealed" }, { "heard", "Heard" },
	{ "upheld", "Appeal upheld" }, { "dismissed", "Appeal dismissed" },
	{ NULL }
};

const struct exchange_choice say_audit_results[] = {
	{ "suitable", "Suitable" },
	{ "with_actions", "Suitable with actions" },
	{ "not_yet", "Not suitable yet" }, { NULL }
};

const struct exchange_choice say_claim_parts[] = {
	{ "registration", "Registration" }, { "completion", "Completion" },
	{ NULL }
};

const struct exchange_choice say_claim_line_states[] = {
	{ "claimed", "Claimed" }, { "undone", "Undone" },
	{ "repaid", "Paid back" }, { NULL }
};

const struct exchange_choice say_document_states[] = {
	{ "draft", "Draft" }, { "submitted", "Waiting for signatures" },
	{ "returned", "Returned" }, { "signed", "Signed" },
	{ "withdrawn", "Removed" }, { NULL }
};

const struct exchange_choice say_support_states[] = {
	{ "missing", "Not entered" }, { "entered", "To be confirmed" },
	{ "confirmed", "Confirmed" }, { "disputed", "Disputed" },
	{ "disagreed", "Both views stand" }, { NULL }
};

const struct exchange_choice say_adjustment_states[] = {
	{ "requested", "Requested" }, { "acknowledged", "Acknowledged" },
	{ "agreed", "Agreed" }, { "funded", "Funded" },
	{ "in_place", "In place" }, { "confirmed", "Confirmed" },
	{ "reviewed", "Reviewed" }, { "declined", "Declined" },
	{ "withdrawn", "Withdrawn" }, { NULL }
};
