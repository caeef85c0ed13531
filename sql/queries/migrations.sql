-- What "waymark migrate" has done to this database.

-- row applied(name text, sha256 text)

-- many migrations_applied() applied
SELECT name, sha256 FROM public.waymark_migration ORDER BY name COLLATE "C";

-- row checksum(sha256 text)

-- one checksum_of(bytes bytea) checksum
SELECT encode(sha256(:bytes), 'hex') AS sha256;

-- exec migration_record(name text, sha256 text)
INSERT INTO public.waymark_migration (name, sha256) VALUES (:name, :sha256)
ON CONFLICT (name) DO UPDATE
   SET sha256 = excluded.sha256, applied_at = now();
