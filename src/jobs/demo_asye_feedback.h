#pragma once
/*
 * demo_asye_feedback - what people say in the demonstration's feedback from
 * outside, in their own plain words.  %n is the given name of whom it is about.
 */
#include "core/db.h"

struct text_list	 feedback_goods(void);		/* of people */
struct text_list	 feedback_betters(void);
struct text_list	 feedback_carer_goods(void);
struct text_list	 feedback_colleague_goods(void);
struct text_list	 feedback_colleague_betters(void);
struct text_list	 feedback_capacities(void);	/* how they know it */
struct text_list	 feedback_abouts(void);
struct text_list	 feedback_roles(void);		/* of professionals */
struct text_list	 feedback_discussions(void);
