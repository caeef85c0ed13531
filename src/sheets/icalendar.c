/* icalendar - whole days as a calendar, by libical. */
#include <libical/ical.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "sheets/icalendar.h"

static struct icaltimetype
day(struct date d)
{
	struct icaltimetype	t = icaltime_null_date();

	t.year = d.year;
	t.month = d.month;
	t.day = d.day;
	return (t);
}

static icalcomponent *
event(struct icaltimetype stamp, const struct calendar_day *d)
{
	struct date	last = date_is_set(d->to) ? d->to : d->from;

	return (icalcomponent_vanew(ICAL_VEVENT_COMPONENT,
	    icalproperty_new_uid(d->uid),
	    icalproperty_new_dtstamp(stamp),
	    icalproperty_new_dtstart(day(d->from)),
	    icalproperty_new_dtend(day(date_plus_days(last, 1))),
	    icalproperty_new_summary(d->summary),
	    icalproperty_new_url(d->url),
	    icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT), (void *)0));
}

static icalproperty *
named(const char *name, const char *value)
{
	icalproperty	*p = icalproperty_new_x(value);

	icalproperty_set_x_name(p, name);
	return (p);
}

bool
icalendar_write(struct out *o, const char *name, struct date made,
    const struct calendar_day *days, size_t n)
{
	struct icaltimetype	 stamp = day(made);
	icalcomponent		*calendar;
	char			*text;

	stamp.is_date = 0;
	stamp.zone = icaltimezone_get_utc_timezone();
	calendar = icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT,
	    icalproperty_new_version("2.0"),
	    icalproperty_new_prodid("-//Waymark//Calendar//EN"),
	    icalproperty_new_method(ICAL_METHOD_PUBLISH),
	    named("X-WR-CALNAME", name), (void *)0);
	for (size_t i = 0; i < n; i++)
		icalcomponent_add_component(calendar,
		    event(stamp, &days[i]));
	text = icalcomponent_as_ical_string_r(calendar);
	icalcomponent_free(calendar);
	if (text == NULL)
		return (false);
	out_raw(o, text, strlen(text));
	free(text);
	return (true);
}
