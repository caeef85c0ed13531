#pragma once
/*
 * choices - the words of tables.def; each list is a PostgreSQL enum's, whole,
 * but for yes_no, which is of truths.
 */
#include "exchange/table.h"

extern const struct exchange_choice yes_no[], enrolment_states[],
    placement_stages[], placement_states[], placement_decisions[],
    setting_kinds[], offer_states[], day_kinds[], day_states[],
    absence_reasons[], milestone_kinds[], educator_states[],
    registration_states[], attempt_states[], mark_states[], board_outcomes[];
