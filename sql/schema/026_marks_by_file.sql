-- Marks read from a file, and tables that come back changed (059_round_trip.sql):
-- staged, judged and confirmed whole, as people are.

CREATE TYPE waymark.import_kind AS ENUM ('people', 'marks', 'table');

ALTER TABLE waymark.component ADD UNIQUE (id, programme_id, cohort_id);

-- seen: the sum of the versions of all attempts and marks of the component
-- when the rows were judged; whatever changes them makes it another.  table_code:
-- of src/exchange/tables.def.
ALTER TABLE waymark.import
	ADD kind waymark.import_kind NOT NULL DEFAULT 'people',
	ADD component_id bigint,
	ADD table_code text CHECK (table_code ~ '^[a-z_]{1,40}$'),
	ADD seen bigint NOT NULL DEFAULT 0,
	ADD FOREIGN KEY (component_id, programme_id, cohort_id)
	    REFERENCES waymark.component (id, programme_id, cohort_id),
	ADD CHECK ((kind = 'marks') = (component_id IS NOT NULL)),
	ADD CHECK ((kind = 'table') = (table_code IS NOT NULL)),
	ADD CHECK ((kind = 'table') = (cohort_id IS NULL));
CREATE INDEX import_component ON waymark.import (component_id);

GRANT INSERT (kind, component_id, table_code, seen), UPDATE (seen)
    ON waymark.import TO waymark_web;
