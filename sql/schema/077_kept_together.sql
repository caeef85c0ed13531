-- Nothing goes while something that is kept longer stands on it.  Settings that
-- would keep a class of record for less time than one within it are refused,
-- whoever sets them; where some were set before, the class is kept as long as
-- what stands on it; and an erasure is of whole classes, whoever made it.

-- Those of the classes of record are changed one at a time together, in the one
-- order of their names.
CREATE OR REPLACE FUNCTION waymark.setting_lock(wanted text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
	SELECT FROM waymark.setting_name n
	 WHERE n.name = wanted OR EXISTS (SELECT
	       FROM waymark.record_class a, waymark.record_class b
	      WHERE a.setting = wanted AND b.setting = n.name)
	 ORDER BY n.name FOR NO KEY UPDATE
$$;

CREATE FUNCTION waymark.setting_on(wanted_programme bigint, wanted text,
    on_day date) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT s.value FROM waymark.setting s
	 WHERE s.name = wanted AND s.during @> on_day
	   AND s.state = 'standing' AND s.value IS NOT NULL
	   AND (s.programme_id = wanted_programme OR s.programme_id IS NULL)
	 ORDER BY s.programme_id NULLS LAST
	 LIMIT 1
$$;

-- The first setting that one does not go with, from a day to before another: of
-- a class that its class is within, which would be kept for less time (longer),
-- or of one within it, which would be kept for more.  becomes NULL: the one is
-- as it stands.
CREATE FUNCTION waymark.kept_apart(programme bigint, wanted text,
    becomes bigint, from_on date, to_on date)
RETURNS TABLE (other text, value bigint, on_day date, longer boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	WITH pair AS (
	    SELECT w.setting AS other, w.position, true AS longer
	      FROM waymark.record_class c
	      JOIN waymark.record_class w ON w.code = c.within
	     WHERE c.setting = wanted
	    UNION ALL
	    SELECT c.setting, c.position, false
	      FROM waymark.record_class c
	      JOIN waymark.record_class w ON w.code = c.within
	     WHERE w.setting = wanted
	), held AS (
	    SELECT p.*, d.on_day, waymark.setting_on(programme, p.other,
	           d.on_day) AS value, coalesce(becomes, waymark.setting_on(
	           programme, wanted, d.on_day)) AS mine
	      FROM pair p
	     CROSS JOIN LATERAL (
	           SELECT from_on AS on_day
	           UNION
	           SELECT lower(s.during) FROM waymark.setting s
	            WHERE s.name IN (wanted, p.other)
	              AND s.state = 'standing' AND lower(s.during) > from_on
	              AND (s.programme_id = programme
	               OR s.programme_id IS NULL)) d
	     WHERE to_on IS NULL OR d.on_day < to_on)
	SELECT h.other, h.value, h.on_day, h.longer FROM held h
	 WHERE CASE WHEN h.longer THEN h.mine > h.value
	       ELSE h.mine < h.value END
	 ORDER BY h.on_day, h.position LIMIT 1
$$;
GRANT EXECUTE ON FUNCTION waymark.kept_apart(bigint, text, bigint, date, date)
    TO waymark_web;

-- A national default is that of every programme.
CREATE FUNCTION waymark.setting_keeps() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
	r record;
BEGIN
	PERFORM waymark.setting_lock(NEW.name);
	SELECT k.* INTO r
	  FROM (SELECT NEW.programme_id AS id
	        UNION
	        SELECT p.id FROM waymark.programme p
	         WHERE NEW.programme_id IS NULL) g
	 CROSS JOIN LATERAL waymark.kept_apart(g.id, NEW.name, NULL,
	       greatest(lower(NEW.during), waymark.today()),
	       upper(NEW.during)) k
	 LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION '% keeps for less time than % on %',
		    CASE WHEN r.longer THEN r.other ELSE NEW.name END,
		    CASE WHEN r.longer THEN NEW.name ELSE r.other END, r.on_day
		    USING ERRCODE = 'check_violation';
	END IF;
	RETURN NULL;
END
$$;
-- After goes_on, by its name; what is replaced has what replaces it still to
-- come.
CREATE TRIGGER keeps AFTER INSERT OR UPDATE ON waymark.setting
    FOR EACH ROW WHEN (NEW.state <> 'replaced')
    EXECUTE FUNCTION waymark.setting_keeps();

-- Until when each class of somebody's record is kept; NULL: as long as they
-- have a role.  What something stands on is kept as long as that.
CREATE OR REPLACE FUNCTION waymark.kept_until(whose bigint, programme bigint)
RETURNS TABLE (code text, until_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
	SELECT c.code, (waymark.relation_over(whose) + make_interval(months =>
	       max(waymark.setting_of(programme, w.setting))::integer))::date
	  FROM waymark.record_class c
	  JOIN waymark.record_class w
	       ON w.code = ANY (waymark.classes_whole(ARRAY[c.code]))
	 GROUP BY c.code
$$;

-- As the others do, one that is asked for again goes with what stands on it.
CREATE FUNCTION waymark.erasure_whole() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
	NEW.classes := waymark.classes_whole(NEW.classes);
	RETURN NEW;
END
$$;
CREATE TRIGGER whole BEFORE INSERT ON waymark.erasure
    FOR EACH ROW EXECUTE FUNCTION waymark.erasure_whole();
