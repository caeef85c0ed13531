-- What is taught and assessed is corrected while nobody has been told a mark:
-- once one was released, or a board has decided, results rest on it.

ALTER TABLE waymark.offering ADD version bigint NOT NULL DEFAULT 1;
ALTER TABLE waymark.component ADD version bigint NOT NULL DEFAULT 1;
ALTER TABLE waymark.module ADD version bigint NOT NULL DEFAULT 1;
CREATE TRIGGER version BEFORE UPDATE OF starts_on, ends_on, leader
    ON waymark.offering
    FOR EACH ROW EXECUTE FUNCTION waymark.module_version();
CREATE TRIGGER version BEFORE UPDATE OF title, weight, due_on, pass_mark
    ON waymark.component
    FOR EACH ROW EXECUTE FUNCTION waymark.module_version();
CREATE TRIGGER version BEFORE UPDATE ON waymark.module
    FOR EACH ROW EXECUTE FUNCTION waymark.module_version();

-- A module lasts as long as its sessions.
CREATE FUNCTION waymark.offering_fits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM waymark.module_session s
	    WHERE s.offering_id = NEW.id AND NOT s.cancelled
	      AND s.on_date NOT BETWEEN NEW.starts_on AND NEW.ends_on) THEN
		RAISE EXCEPTION 'a session lies outside these dates'
		    USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER fits BEFORE UPDATE OF starts_on, ends_on ON waymark.offering
    FOR EACH ROW EXECUTE FUNCTION waymark.offering_fits();

-- Do results of an offering rest on what its components are?
CREATE FUNCTION waymark.offering_settled(wanted bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	RETURN EXISTS (SELECT 1 FROM waymark.mark m
	        WHERE m.offering_id = wanted AND m.released)
	    OR EXISTS (SELECT 1 FROM waymark.board_decision d
	        WHERE d.offering_id = wanted AND d.state = 'standing');
END
$$;
GRANT EXECUTE ON FUNCTION waymark.offering_settled(bigint) TO waymark_web;

-- Weights never add up to more than 100, and what a board has judged by is
-- not added to.  A title is corrected at any time.
CREATE OR REPLACE FUNCTION waymark.component_fits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	PERFORM 1 FROM waymark.offering o WHERE o.id = NEW.offering_id
	    FOR UPDATE;
	IF NEW.weight + (SELECT coalesce(sum(c.weight), 0)
	    FROM waymark.component c
	   WHERE c.offering_id = NEW.offering_id AND c.id <> NEW.id) > 100 THEN
		RAISE EXCEPTION 'the weights are more than 100'
		    USING ERRCODE = 'check_violation';
	END IF;
	IF TG_OP = 'INSERT' AND EXISTS (SELECT 1 FROM waymark.board_decision d
	    WHERE d.offering_id = NEW.offering_id AND d.state = 'standing') THEN
		RAISE EXCEPTION 'the board has decided on this module'
		    USING ERRCODE = 'check_violation';
	END IF;
	IF TG_OP = 'UPDATE' AND waymark.offering_settled(NEW.offering_id)
	    AND (OLD.weight, OLD.due_on, OLD.pass_mark) IS DISTINCT FROM
	        (NEW.weight, NEW.due_on, NEW.pass_mark) THEN
		RAISE EXCEPTION 'marks of this module were released or judged'
		    USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER component_still_fits
    BEFORE UPDATE OF title, weight, due_on, pass_mark ON waymark.component
    FOR EACH ROW EXECUTE FUNCTION waymark.component_fits();

-- First attempts that are still due move with their component.
CREATE FUNCTION waymark.component_moved() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	UPDATE waymark.attempt a SET due_on = NEW.due_on
	 WHERE a.component_id = NEW.id AND a.number = 1 AND a.state = 'due'
	   AND a.due_on = OLD.due_on;
	PERFORM waymark.offering_waits(NEW.offering_id);
	RETURN NULL;
END
$$;
CREATE TRIGGER moved AFTER UPDATE OF due_on ON waymark.component
    FOR EACH ROW WHEN (OLD.due_on <> NEW.due_on)
    EXECUTE FUNCTION waymark.component_moved();

-- A programme writes editions of its own, each after those that it may offer
-- (one that comes too late writes nothing); what nobody has been told a mark in
-- is still corrected.
CREATE FUNCTION waymark.module_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF NOT EXISTS (SELECT 1 FROM waymark.module m
	    WHERE m.code = NEW.code AND (m.programme_id IS NULL
	       OR m.programme_id = NEW.programme_id)) THEN
		RAISE EXCEPTION 'an edition follows one that is there'
		    USING ERRCODE = 'check_violation';
	END IF;
	IF EXISTS (SELECT 1 FROM waymark.module m
	    WHERE m.code = NEW.code AND m.edition >= NEW.edition
	      AND (m.programme_id IS NULL
	       OR m.programme_id = NEW.programme_id)) THEN
		RETURN NULL;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER follows BEFORE INSERT ON waymark.module
    FOR EACH ROW WHEN (NEW.edition > 1 AND NEW.programme_id IS NOT NULL)
    EXECUTE FUNCTION waymark.module_follows();

CREATE FUNCTION waymark.module_fits() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM waymark.offering o
	    WHERE o.module_id = NEW.id
	      AND waymark.offering_settled(o.id)) THEN
		RAISE EXCEPTION 'marks of this edition were released or judged'
		    USING ERRCODE = 'check_violation';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER fits BEFORE UPDATE ON waymark.module
    FOR EACH ROW WHEN (OLD.programme_id IS NOT NULL)
    EXECUTE FUNCTION waymark.module_fits();

ALTER TABLE waymark.module
	ALTER source SET DEFAULT 'The programme',
	ADD CHECK (length(title) <= 200),
	ADD CHECK (cardinality(topics) <= 40);

CREATE POLICY changes ON waymark.component FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT UPDATE (title, weight, due_on, pass_mark) ON waymark.component
    TO waymark_web;
CREATE POLICY writes ON waymark.module FOR INSERT TO waymark_web
    WITH CHECK (programme_id =
        ANY ((SELECT auth.staff_programmes())::bigint[]) AND edition > 1);
CREATE POLICY corrects ON waymark.module FOR UPDATE TO waymark_web
    USING (programme_id = ANY ((SELECT auth.staff_programmes())::bigint[]));
GRANT INSERT (programme_id, code, edition, title, credits, level, topics),
    UPDATE (title, credits, level, topics) ON waymark.module TO waymark_web;

-- Whoever moved to another cohort still sees what they were assessed by.
CREATE FUNCTION auth.own_offerings() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	me bigint := auth.person_id();
BEGIN
	RETURN ARRAY(SELECT DISTINCT a.offering_id
	  FROM waymark.enrolment e
	  JOIN waymark.attempt a ON a.enrolment_id = e.id
	 WHERE e.person_id = me);
END
$$;
GRANT EXECUTE ON FUNCTION auth.own_offerings() TO waymark_web;
CREATE POLICY took ON waymark.offering FOR SELECT TO waymark_web
    USING (id = ANY ((SELECT auth.own_offerings())::bigint[]));
CREATE POLICY took ON waymark.component FOR SELECT TO waymark_web
    USING (offering_id = ANY ((SELECT auth.own_offerings())::bigint[]));
