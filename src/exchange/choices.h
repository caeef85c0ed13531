#pragma once
/*
 * choices - the words of tables.def; each list is a PostgreSQL enum's, whole,
 * but for say_yes_no, which is of truths.
 */
#include "exchange/table.h"

extern const struct exchange_choice say_yes_no[], say_enrolment_states[],
    say_placement_stages[], say_placement_states[], say_replan_reasons[],
    say_placement_decisions[], say_setting_kinds[], say_offer_states[],
    say_day_kinds[], say_day_states[], say_absence_reasons[],
    say_milestone_kinds[], say_educator_states[], say_registration_states[],
    say_attempt_states[], say_mark_states[], say_board_outcomes[],
    say_asye_states[], say_review_states[], say_asye_results[],
    say_asye_decisions[], say_panel_verdicts[], say_outcome_states[],
    say_audit_results[], say_claim_parts[], say_claim_line_states[],
    say_document_states[], say_support_states[], say_adjustment_states[];
