/* demo_triggers - tables whose triggers would do one by one what the
 * demonstration does at once. */
#include "core/arena.h"
#include "core/db.h"
#include "demo_parts.h"

static const char *const tables[] = {
	"organisation", "programme", "person", "role_held", "cohort",
	"enrolment", "team", "placement", "placement_pattern",
	"placement_interruption", "placement_educator", "placement_day",
	"enrolment_event", "placement_event", "skills_day", "skills_entry",
	"educator", "educator_entry", "educator_conflict", "concern",
	"concern_event", "concern_action", "concern_response",
	"suitability_case", "suitability_event", "unit", "unit_lead",
	"enrolment_unit", "enrolment_tutor", "hosting_duty", "placement_offer",
	"placement_need", "travel_area", "travel_time", "placement_audit",
	"quality_action", "placement_feedback", "document", "document_version",
	"document_event", "signature", "asye", "asye_duty", "asye_event",
	"asye_absence", "file", "file_event", "attachment", "attachment_event",
	"feedback_request", "feedback_given", "asye_recommendation",
	"asye_comment", "moderation_round", "moderation_portfolio",
	"moderation_panel", "moderation_member", "panel_portfolio",
	"moderation_declaration", "moderation_judgement", "asye_outcome",
	"outcome_event", "asye_certificate", "asye_standing", "asye_shortfall",
	"evidence_standard", "crosswalk_change", "asye_review", "asye_request",
	"asye_request_event", "asye_move", "asye_promise", "support_ledger",
	"support_week", "support_entry", "support_answer", "check_in",
	"support_plan", "support_plan_event", "support_action", "contact",
	"flag_answer", "asye_correction", "adjustment", "adjustment_detail",
	"adjustment_actor", "adjustment_event", "reminder", "equity_finding",
	"equity_measure", "equity_cause", "equity_action", "export",
	"export_download", "monthly_set", "api_token", "api_use",
	"file_evidence", "role_change",
};

bool
demo_triggers(struct demo *d, const char *what)
{
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		if (!db_run(d->store.db, arena_printf(d->store.arena,
		    "ALTER TABLE waymark.%s %s TRIGGER USER", tables[i], what)))
			return (false);
	return (true);
}
