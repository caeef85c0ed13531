-- Two more states of an enrolment, in a file of their own: PostgreSQL lets
-- nobody use a word of an enum in the transaction that adds it.

ALTER TYPE waymark.enrolment_state ADD VALUE 'offered' BEFORE 'enrolled';
ALTER TYPE waymark.enrolment_state ADD VALUE 'deferred' BEFORE 'paused';
