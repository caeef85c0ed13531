-- Marks read from a file: staged, judged and confirmed whole, as people are.

CREATE TYPE waymark.import_kind AS ENUM ('people', 'marks');

ALTER TABLE waymark.component ADD UNIQUE (id, programme_id, cohort_id);

-- seen: the sum of the versions of all attempts and marks of the component
-- when the rows were judged; whatever changes them makes it another.
ALTER TABLE waymark.import
	ADD kind waymark.import_kind NOT NULL DEFAULT 'people',
	ADD component_id bigint,
	ADD seen bigint NOT NULL DEFAULT 0,
	ADD FOREIGN KEY (component_id, programme_id, cohort_id)
	    REFERENCES waymark.component (id, programme_id, cohort_id),
	ADD CHECK ((kind = 'marks') = (component_id IS NOT NULL));
CREATE INDEX import_component ON waymark.import (component_id);

GRANT INSERT (kind, component_id, seen), UPDATE (seen) ON waymark.import
    TO waymark_web;
