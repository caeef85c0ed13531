/* What texts can be in a file, beside how the database has it. */
#include "choices.h"

const struct exchange_choice yes_no[] = {
	{ "t", "Yes" }, { "f", "No" }, { NULL }
};

const struct exchange_choice enrolment_states[] = {
	{ "offered", "Offered" }, { "enrolled", "Enrolled" },
	{ "deferred", "Deferred" }, { "paused", "Paused" },
	{ "withdrawn", "Withdrawn" }, { "completed", "Completed" }, { NULL }
};

const struct exchange_choice placement_stages[] = {
	{ "first", "First" }, { "contrasting", "Contrasting" },
	{ "last", "Last" }, { NULL }
};

const struct exchange_choice placement_states[] = {
	{ "planned", "Planned" }, { "matched", "Matched" },
	{ "agreement_signed", "Agreement signed" }, { "active", "Active" },
	{ "midpoint_reviewed", "Midpoint reviewed" },
	{ "final_report", "Final report signed" },
	{ "recommended", "Recommended" }, { "panel", "With the panel" },
	{ "confirmed", "Confirmed" }, { "suspended", "Suspended" },
	{ "terminated", "Terminated" }, { "withdrawn", "Withdrawn" }, { NULL }
};

const struct exchange_choice placement_decisions[] = {
	{ "pass", "Pass" }, { "fail", "Fail" },
	{ "repeat", "Repeat placement" }, { "extend", "Extend" },
	{ "more_evidence", "More evidence" }, { NULL }
};

const struct exchange_choice setting_kinds[] = {
	{ "adult_mental_health", "Adult mental health" },
	{ "children_and_families", "Children and families" },
	{ "older_people", "Older people" },
	{ "adult_social_care", "Adult social care" },
	{ "learning_disability", "Learning disability" },
	{ "substance_use", "Substance use" }, { "hospital", "Hospital" },
	{ "justice", "Justice" }, { "voluntary", "Voluntary sector" }, { NULL }
};

const struct exchange_choice offer_states[] = {
	{ "offered", "Offered" }, { "withdrawn", "Withdrawn" },
	{ "filled", "Filled" }, { NULL }
};

const struct exchange_choice day_kinds[] = {
	{ "attended", "Attended" }, { "make_up", "Made up" },
	{ "absent", "Absent" }, { NULL }
};

const struct exchange_choice day_states[] = {
	{ "submitted", "Waiting" }, { "returned", "Returned" },
	{ "confirmed", "Confirmed" }, { "withdrawn", "Removed" }, { NULL }
};

const struct exchange_choice absence_reasons[] = {
	{ "sickness", "Sickness" }, { "leave", "Leave" },
	{ "bereavement", "Bereavement" }, { "caring", "Caring" },
	{ "religious_observance", "Religious observance" },
	{ "host_closed", "Host closed" },
	{ "support_not_in_place", "Support not in place" },
	{ "other", "Other" }, { NULL }
};

const struct exchange_choice milestone_kinds[] = {
	{ "assessment", "Assessment" }, { "asye_review", "ASYE review" },
	{ "placement_end", "End of placement" }, { NULL }
};

const struct exchange_choice educator_states[] = {
	{ "active", "Yes" }, { "left", "Taken off" }, { NULL }
};

const struct exchange_choice registration_states[] = {
	{ "registered", "Registered" },
	{ "conditions", "Registered with conditions of practice" },
	{ "suspended", "Suspended" }, { "not_registered", "Not registered" },
	{ NULL }
};

const struct exchange_choice attempt_states[] = {
	{ "due", "Due" }, { "submitted", "Handed in" },
	{ "not_submitted", "Not handed in" }, { "withdrawn", "Withdrawn" },
	{ NULL }
};

const struct exchange_choice mark_states[] = {
	{ "provisional", "Provisional" }, { "confirmed", "Confirmed" },
	{ "withdrawn", "Withdrawn" }, { NULL }
};

const struct exchange_choice board_outcomes[] = {
	{ "pass", "Pass" }, { "compensated", "Pass by compensation" },
	{ "resit", "Resit" }, { "repeat", "Repeat" }, { "fail", "Fail" },
	{ "deferred", "Deferred" }, { NULL }
};
