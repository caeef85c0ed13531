-- Recovery codes have 28 letters, 124 bits, from now on: enough for a hash that
-- is quick (OWASP ASVS 5.0, 6.5.2).  Those of 16 end here, and whoever has some
-- is told.
SELECT post.write(p.id, p.email, 'Make new recovery codes for Waymark',
       format(E'Dear %s,\n\nRecovery codes of Waymark are longer from now on. '
       'Those that you have do not work any more; your app works as before.\n\n'
       'Sign in, choose your account, and make new ones.\n', p.name))
  FROM waymark.person p
 WHERE EXISTS (SELECT FROM auth.recovery_code c
     WHERE c.person_id = p.id AND c.used_at IS NULL);
DELETE FROM auth.recovery_code;
