-- Signing in with an account of one's organisation (068_single_sign_on.sql).

-- enum provider_step(returned, claimed, accepted, refused, taken)
-- enum provider_refusal(unknown, unverified, other, answer, down)

-- row provider(authorize_at text, sign_out_at text, answers bool)

-- one provider_now(issuer text) provider
SELECT authorize_at, sign_out_at, answers FROM auth.provider_now(:issuer);

-- row provider_kept(kept bool)

-- one provider_return_keep(token text, code text, verifier text, nonce text, address text) provider_kept
SELECT auth.provider_return(:token, :code, :verifier, :nonce, :address)
    AS kept;

-- row provider_standing(step provider_step, refusal provider_refusal?, waited int8)

-- one provider_standing_of(token text) provider_standing
SELECT step, refusal, waited FROM auth.provider_standing(:token);

-- row provider_taken(person_id int8, bound bool, second_step bool)

-- one provider_take(token text) provider_taken
SELECT person_id, bound, second_step FROM auth.provider_take(:token);

-- row provider_account(email text, bound_at timestamptz)

-- one provider_mine(issuer text) provider_account
SELECT email, bound_at FROM auth.provider_mine(:issuer);

-- row provider_unbound(was bool!)

-- one provider_unbind(issuer text) provider_unbound
SELECT auth.provider_unbind(:issuer) AS was;

-- What the jobs' helper does.

-- exec provider_heard(issuer text, authorize_at text, sign_out_at text, answers bool)
SELECT auth.provider_heard(:issuer, :authorize_at, :sign_out_at, :answers);

-- row provider_claimed(token_hash bytea, code text, verifier text, nonce text)

-- one provider_claim() provider_claimed
SELECT token_hash, code, verifier, nonce FROM auth.provider_claim();

-- exec provider_refuse(token_hash bytea, refusal provider_refusal)
SELECT auth.provider_refuse(:token_hash, :refusal::auth.provider_refusal);

-- exec provider_accept(token_hash bytea, issuer text, subject text, email text, verified bool, second_step bool)
SELECT auth.provider_accept(:token_hash, :issuer, :subject, :email, :verified,
    :second_step);
