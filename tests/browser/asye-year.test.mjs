// The whole year of one newly qualified social worker, as its people live it:
// from the day on which a coordinator registers them to the claim for them.
// Each person has a browser that stays open; the day of the demonstration is
// set as the year goes by.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  address, desk, follow, isSound, people, phone, signIn, sql, startJobs,
  withBrowser, words
} from './browser.mjs'
import { answerAll, answerAtOnce, fillDate, open, press } from './asye.mjs'

const one = statement => sql(statement)[0]

// Each stays in a browser of their own while the work is done.
function together (names, work, pages = {}) {
  const [who, ...others] = names
  if (who === undefined) return work(pages)
  return withBrowser(who === 'giver' ? phone : desk, async page => {
    if (who !== 'giver') await signIn(page, who)
    await together(others, work, { ...pages, [who]: page })
  })
}

// Somebody who qualified and is on no ASYE, and whose employer's ASYEs Kofi
// coordinates too; a line manager and another moderator, who never signed in.
const [enrolment, id, name, email, employer, code] = one(`SELECT e.id, p.id,
       p.name, p.email, o.id, o.code
    FROM asye_awaited w JOIN enrolment e ON e.id = w.enrolment_id
    JOIN person p ON p.id = e.person_id
    JOIN organisation o ON o.id = w.organisation_id
   ORDER BY e.id LIMIT 1`).split('|')
const [manager, managing] = one(`SELECT p.name, p.email FROM asye_duty d
    JOIN person p ON p.id = d.person_id
   WHERE d.duty = 'line_manager' AND p.email <> '${people.assessor}'
   ORDER BY p.id LIMIT 1`).split('|')
const [second, judging] = one(`SELECT p.name, p.email FROM role_held r
    JOIN person p ON p.id = r.person_id
   WHERE r.role = 'moderator' AND p.email <> '${people.moderator}'
   ORDER BY p.id LIMIT 1`).split('|')
Object.assign(people, { newcomer: email, manager: managing, judge: judging })
sql(`UPDATE person SET swe_number = coalesce(swe_number, 'SW77123') WHERE id = ${id};
    INSERT INTO role_held (person_id, role, organisation_id, during)
    SELECT id, 'coordinator', ${employer}, '[2025-01-01,)' FROM person
     WHERE email = '${people.coordinator}';
    INSERT INTO auth.credential (person_id, password_hash)
    SELECT n.id, c.password_hash FROM person n, person h
      JOIN auth.credential c ON c.person_id = h.id
     WHERE n.email IN ('${email}', '${managing}', '${judging}')
       AND h.email = '${people.staff}' ON CONFLICT DO NOTHING`)

let today, home
function itIs (day) {
  sql(`UPDATE demonstration SET as_of = '${day}'`)
  today = day.split('-').reverse()
}
const asyeNow = what => one(`SELECT ${what} FROM asye a WHERE a.person_id = ${id}
    ORDER BY a.id DESC LIMIT 1`)
const isAt = state => assert.equal(asyeNow('a.state'), state)

async function says (page, what) {
  assert.match(await words(page), what)
}

// Begins a document, writes the part of whoever is there, and answers where it
// is.
async function begins (page, title, said, before = async () => {}) {
  await page.goto(`${address}${home}/documents/new`)
  await page.getByLabel(title, { exact: true }).check()
  await press(page, 'Begin')
  await answers(page, said, before)
  return page.url().replace(/\/write$/, '')
}

async function writes (page, at, said, before) {
  await page.goto(`${at}/write`)
  await answers(page, said, before)
}

// The form of each kind is filled in box by box once, and at once after that.
const walked = new Set()
async function answers (page, said, before = async () => {}) {
  const kind = (await page.locator('h1').innerText()).replace(/[ ,].?\d.*| (start|middle|end)$/, '') +
    await page.locator('form[data-autosave] h2').count()
  await (walked.has(kind) ? answerAtOnce : answerAll)(page, said, today)
  walked.add(kind)
  await before()
}

const sends = page => press(page, 'Save and send to be signed')

async function signs (page, at, as) {
  await page.goto(`${at}/sign`)
  await page.getByLabel('Type your name').fill(as)
  await page.getByLabel(/I have read this text/).check()
  await press(page, 'Sign')
}

const signers = { newcomer: name, assessor: 'Helen Marsh', manager }
async function allSign (year, at, ...who) {
  for (const each of who) await signs(year[each], at, signers[each])
  await says(year[who.at(-1)], /Signed by everybody/)
}

// What the newly qualified social worker writes alone.
async function ownDocument (year, title, ...who) {
  const at = await begins(year.newcomer, title, `${title}: what I saw and weighed.`)
  await sends(year.newcomer)
  await allSign(year, at, ...who)
}

// What both write, each their part.
async function shared (year, title, how = {}) {
  const at = await begins(year.newcomer, title, 'What I did, and why.',
    () => how.own?.(year.newcomer))
  await press(year.newcomer, 'Save')
  await writes(year.assessor, at, 'Seen, and sound.', () => how.assessor?.(year.assessor))
  await sends(year.assessor)
  await allSign(year, at, 'newcomer', 'assessor', ...(how.also ?? []))
}

async function fillPlace (page, entries) {
  for (const [box, value] of Object.entries(entries)) {
    await page.fill(`[name="${box}"]`, String(value))
  }
}

async function isRegistered ({ coordinator }) {
  await coordinator.goto(`${address}/asye`)
  await open(coordinator, 'People to register')
  await coordinator.goto(`${address}/trainees/${enrolment}/asye/new`)
  await isSound(coordinator)
  await fillDate(coordinator, 'When did they qualify?', ['1', '7', '2025'])
  await fillDate(coordinator, 'When did Social Work England register them?', ['20', '10', '2025'])
  await fillDate(coordinator, 'When did their employment start?', today)
  await fillDate(coordinator, 'When does the ASYE start?', today)
  await coordinator.check('[name="failed"][value="no"]')
  await fillPlace(coordinator, {
    title: 'Social worker, community team', employer: code, host: code, provider: code
  })
  await press(coordinator, 'Register the ASYE')
  await says(coordinator, /is registered on an ASYE\. Name who assesses it/)
  home = new URL(coordinator.url()).pathname
  for (const [duty, who, at] of [[1, 'Helen Marsh', people.assessor], [2, manager, managing]]) {
    await coordinator.goto(`${address}${home}/duties/${duty}`)
    await coordinator.getByLabel('First name').fill(who.split(' ')[0])
    await coordinator.getByLabel('Last name').fill(who.split(' ').slice(1).join(' '))
    await coordinator.getByLabel('Email address').fill(at)
    await coordinator.getByLabel('Social Work England number')
      .fill(one(`SELECT swe_number FROM person WHERE email = '${at}'`))
    await fillDate(coordinator, 'First day', today)
    await press(coordinator, 'Record it')
    await says(coordinator, new RegExp(who))
  }
  isAt('registered')
}

async function isAgreed (year) {
  const { newcomer, assessor, manager } = year
  await newcomer.goto(address)
  await open(newcomer, 'Your ASYE')
  await isSound(newcomer)
  const at = await begins(newcomer, 'Support and assessment agreement',
    'A placement in a crisis team, and a year of wards.')
  await press(newcomer, 'Save')
  await assessor.goto(`${address}/work`)
  await assessor.goto(`${at}/write`)
  await answers(assessor, 'As we agreed on the first day.')
  const dates = ['17 2 2026', '17 5 2026', '17 8 2026', '17 11 2026', '19 11 2026']
  const groups = ['When is the first progress review?', 'When is the second progress review?',
    'When is the further progress review?', 'When is the final review?',
    'When does the internal moderation panel sit?']
  for (const [i, legend] of groups.entries()) await fillDate(assessor, legend, dates[i].split(' '))
  await assessor.getByLabel('Until which month does the second phase last?').fill('6')
  await assessor.getByLabel('How many weeks does the first phase last?').fill('6')
  await sends(assessor)
  await says(assessor, /Sent\. It now waits to be signed/)
  await signs(newcomer, at, name)
  await signs(assessor, at, 'Helen Marsh')
  isAt('registered')
  await manager.goto(`${address}/work`)
  await open(manager, 'Sign or return the support and assessment agreement')
  await signs(manager, at, signers.manager)
  await says(manager, /Signed by everybody/)
  isAt('agreed')
  assert.equal(one(`SELECT count(*) > 5 FROM asye_promise WHERE asye_id = ${asyeNow('a.id')}`), 't')
}

const wholePlan = 'Professional development plan'
const log = 'Critical reflection log'

async function starts (year) {
  await ownDocument(year, 'Self-assessment, start', 'newcomer')
  await ownDocument(year, `${wholePlan}, start`, 'newcomer', 'assessor')
  const at = await begins(year.assessor, 'Supervision record', 'What we agreed.')
  await press(year.assessor, 'Save')
  await writes(year.newcomer, at, 'To slow down.')
  await sends(year.newcomer)
  await allSign(year, at, 'newcomer', 'assessor')
}

// Hands a link to somebody without an account, who answers at once.
async function personAnswers ({ newcomer, giver }) {
  await newcomer.goto(`${address}${home}/feedback/new`)
  await newcomer.getByLabel('A person who uses services', { exact: true }).check()
  await newcomer.getByLabel('Copy a link', { exact: true }).check()
  await press(newcomer, 'Ask for feedback')
  await giver.goto((await newcomer.locator('.typed').first().innerText()).trim())
  await press(giver, 'Start')
  await follow(giver, giver.getByRole('button', { name: /^Easy read/ }))
  await press(giver, 'Yes, I agree')
  for (let i = 0; i < 5; i++) {
    await follow(giver, giver.getByRole('button', { name: /^Yes/ }))
  }
  await giver.getByLabel(/do well/).fill('Rings when she says so')
  for (const answer of ['Next', 'Next', 'No, I did it by myself', 'Yes', 'Send']) {
    await press(giver, answer)
  }
  await says(giver, /Your reference is FB-/)
  await giver.context().clearCookies()
}

async function professionalAnswers ({ newcomer, giver }) {
  await newcomer.goto(`${address}${home}/feedback/new`)
  await newcomer.getByLabel('A professional', { exact: true }).check()
  await newcomer.getByLabel('Their name').fill('Pam Gill')
  await newcomer.getByLabel('Their role and organisation').fill('District nurse')
  await newcomer.getByLabel('Send an email', { exact: true }).check()
  await newcomer.getByLabel('Their email address at work').fill('pam@example.org')
  await press(newcomer, 'Ask for feedback')
  await giver.goto(address + one(`SELECT substring(body FROM '/give-feedback/[0-9a-f]{64}')
      FROM letter WHERE address = 'pam@example.org' ORDER BY id DESC LIMIT 1`))
  await press(giver, 'Start')
  await press(giver, 'Start')
  await press(giver, 'I agree')
  await giver.getByLabel(/How do you know/).fill('Joint visits')
  await press(giver, 'Continue')
  for (let i = 0; i < 5; i++) {
    await giver.getByLabel('A strength', { exact: true }).check()
    await press(giver, 'Continue')
  }
  await giver.getByLabel(/do well/).fill('Plans well')
  await press(giver, 'Continue')
  await press(giver, 'Continue')
  await press(giver, 'Send my answers')
  await says(giver, /Your reference is FB-/)
  await giver.context().clearCookies()
}

// As the two above: asked for, given and agreed to.
function othersAnswered (giver, n) {
  sql(`WITH r AS (INSERT INTO feedback_request (asye_id, enrolment_id, person_id,
             programme_id, employer_id, provider_id, giver, channel, giver_name,
             giver_role, asked_by, token_hash, code_hash, expires_on, state)
         SELECT g.asye_id, r.enrolment_id, g.person_id, g.programme_id,
                g.employer_id, g.provider_id, g.giver, 'link', r.giver_name,
                r.giver_role, r.asked_by, sha256(('t' || n || g.giver)::bytea),
                sha256(('c' || n || g.giver)::bytea), today() + 28, 'given'
           FROM feedback_given g JOIN feedback_request r USING (id)
          CROSS JOIN generate_series(1, ${n}) n
          WHERE g.asye_id = ${asyeNow('a.id')} AND g.giver = '${giver}'
         RETURNING *)
       INSERT INTO feedback_given (id, asye_id, person_id, programme_id,
             employer_id, provider_id, giver, form, edition, consent_words,
             asked, answers, share, help, reference, withdraw_hash)
       SELECT r.id, r.asye_id, r.person_id, r.programme_id, r.employer_id,
              r.provider_id, r.giver, g.form, g.edition, g.consent_words,
              g.asked, g.answers, g.share, g.help, 'FB-' || translate(
              upper(left(md5(r.id::text), 8)), '012', 'XYW'),
              sha256(('w' || r.id)::bytea)
         FROM r JOIN feedback_given g ON g.asye_id = r.asye_id
          AND g.giver = r.giver`)
}

async function threeMonthsOn (year) {
  await shared(year, 'Direct observation', {
    assessor: page => page.getByLabel('I did', { exact: true }).check()
  })
  await personAnswers(year)
  await shared(year, 'Written record', {
    own: page => page.getByLabel('A report for an external decision').check()
  })
  await ownDocument(year, `${wholePlan}, 3 months`, 'newcomer', 'assessor')
  await shared(year, 'Progress review, 3 months', { also: ['manager'] })
  isAt('review_3')
}

async function sixMonthsOn (year) {
  await ownDocument(year, 'Self-assessment, middle', 'newcomer')
  await ownDocument(year, `${log}, 6 months`, 'newcomer', 'assessor')
  await ownDocument(year, `${wholePlan}, 6 months`, 'newcomer', 'assessor')
  await shared(year, 'Direct observation', {
    assessor: page => page.getByLabel('I did', { exact: true }).check()
  })
  await professionalAnswers(year)
  await shared(year, 'Progress review, 6 months', { also: ['manager'] })
  isAt('review_6')
}

// Everything of the last months, but one set of case recordings.
async function twelveMonthsOn (year) {
  await ownDocument(year, 'Self-assessment, end', 'newcomer')
  await ownDocument(year, `${log}, end`, 'newcomer', 'assessor')
  await ownDocument(year, `${wholePlan}, end`, 'newcomer', 'assessor')
  await shared(year, 'Direct observation', {
    assessor: page => page.getByLabel('Another registered social worker').check()
  })
  othersAnswered('lived_experience', 2)
  othersAnswered('professional', 2)
  await shared(year, 'Written record', {
    own: page => page.getByLabel('Another piece of writing').check()
  })
}

// Refused while a minimum is unmet; without a reason no review takes its place.
async function finalReview (year) {
  const { newcomer, assessor } = year
  const at = await begins(newcomer, 'Final review', 'I plan, and then I listen.')
  await press(newcomer, 'Save')
  await writes(assessor, at, 'Sound over the whole year.')
  await assessor.getByLabel('If a minimum is not met, why is the review held?').fill('')
  await sends(assessor)
  await says(assessor, /There is a problem.*1 more written record.*a set of case recordings/)
  await isSound(assessor)
  await press(assessor, 'Save')
  isAt('review_6')
  await shared(year, 'Written record', {
    own: page => page.getByLabel('A set of case recordings').check()
  })
  await newcomer.goto(address + home)
  await says(newcomer, /6 of 6 minimums met/)
  await assessor.goto(`${at}/write`)
  await sends(assessor)
  await allSign(year, at, 'newcomer', 'assessor', 'manager')
  isAt('final_review')
}

async function recommends ({ assessor, newcomer, manager }) {
  await assessor.goto(`${address}/work`)
  await assessor.goto(`${address}${home}/recommend`)
  await assessor.getByLabel('Pass', { exact: true }).check()
  await assessor.getByLabel('Holistic assessment').fill('Safe, curious, and at the level of a first year.')
  await press(assessor, 'Recommend')
  await says(assessor, /Recommendation recorded\. It goes to moderation/)
  for (const page of [newcomer, manager]) {
    await page.goto(`${address}${home}/recommend/comment`)
    await page.getByLabel('What do you say to it?').fill('I find it fair.')
    await press(page, 'Send your comment')
  }
  isAt('recommended')
}

let round
async function beginsRound ({ coordinator }) {
  await coordinator.goto(`${address}/moderation/new`)
  await coordinator.locator(`input[name=place][value$="-${employer}"]`).check()
  await coordinator.getByLabel('What is the round called?').fill('A whole year')
  await press(coordinator, 'Begin the round')
  round = new URL(coordinator.url()).pathname
  for (const [who, chairs] of [['Ruth Ellery', 'Yes'], [second, 'No']]) {
    await coordinator.goto(address + round)
    await open(coordinator, 'Name a member of the Internal panel')
    await coordinator.getByLabel('Who?').selectOption({ label: who })
    await coordinator.getByLabel('What makes them able to moderate?').fill('Assesses elsewhere.')
    await coordinator.getByLabel(chairs, { exact: true }).check()
    await press(coordinator, 'Name the member')
  }
  await coordinator.goto(`${address}${round}/draw`)
  await press(coordinator, 'Draw the sample')
  await says(coordinator, new RegExp(`${name}.*Yes, drawn`))
}

// Declares, reads it in order, and judges it against the checklist and tests.
async function judges (page, portfolio) {
  await page.goto(`${address}${round}/portfolios/${portfolio}/declare`)
  await page.getByLabel('I know of no conflict of interest').check()
  await press(page, 'Declare')
  await follow(page, page.getByRole('main').getByRole('listitem').getByRole('link').first())
  assert.doesNotMatch(await words(page), new RegExp(name))
  await page.goto(`${address}${round}/portfolios/${portfolio}/judge`)
  for (let i = 1; i <= 11; i++) {
    await page.locator(`input[name="answer-${i}"][value="yes"]`).check()
  }
  await page.getByLabel('Agree', { exact: true }).check()
  await page.getByLabel('Your judgement in your own words').fill('Sound, and well reasoned.')
  await press(page, 'Record your judgement')
  await says(page, /Your judgement is recorded/)
}

async function isModerated ({ moderator, judge }) {
  const portfolio = one(`SELECT p.id FROM panel_portfolio p
      WHERE p.asye_id = ${asyeNow('a.id')} AND p.kind = 'internal'`)
  await moderator.goto(`${address}/work`)
  await judges(judge, portfolio)
  await judges(moderator, portfolio)
  await follow(moderator, moderator.getByRole('button', { name: /Record the panel.s decision/ }))
  await moderator.locator('input[name="verdict"][value="agree"]').check()
  await moderator.getByLabel('What are the reasons?').fill('The evidence bears it out.')
  await press(moderator, 'Record the decision')
  isAt('moderated')
}

async function isConfirmed ({ coordinator, newcomer }) {
  await coordinator.goto(`${address}${round}/confirm`)
  await coordinator.getByLabel(new RegExp(`^${name}`)).check()
  await press(coordinator, 'Confirm passes')
  isAt('confirmed')
  await newcomer.goto(`${address}${home}/outcome`)
  await says(newcomer, /Outcome: Pass/)
  assert.equal(one(`SELECT count(*) FROM letter WHERE address = '${email}'
      AND subject = 'The outcome of your ASYE is confirmed'
      AND body LIKE '%${home}/outcome%'`), '1')
}

// The jobs draw it; whoever passed downloads it.
async function hasCertificate ({ coordinator, newcomer }) {
  await coordinator.goto(`${address}${home}/certificate`)
  await press(coordinator, 'Issue the certificate')
  isAt('certificated')
  const jobs = startJobs()
  try {
    for (let i = 0; i < 80; i++) {
      await newcomer.goto(`${address}${home}/certificate`)
      if (await newcomer.getByRole('link', { name: 'Certificate as a PDF' }).count() > 0) break
      await sleep(100)
    }
  } finally {
    jobs.kill('SIGTERM')
  }
  const answer = await newcomer.request.get(`${address}${home}/certificate.pdf`)
  assert.equal(answer.headers()['content-type'], 'application/pdf')
  assert.equal((await answer.body()).subarray(0, 4).toString(), '%PDF')
}

async function isClaimed ({ coordinator, newcomer }) {
  await coordinator.goto(`${address}/claims/new`)
  await coordinator.locator('#employer').selectOption(await coordinator
    .locator(`#employer option[value$="-${employer}"]`).getAttribute('value'))
  const period = await coordinator.locator('#period option',
    { hasText: 'Adults, February 2026' }).getAttribute('value')
  await coordinator.getByLabel('For which period?').selectOption(period)
  await press(coordinator, 'Continue')
  await says(coordinator, new RegExp(`Can be claimed.*${name} Completion.*Cannot be claimed`))
  await press(coordinator, 'Make the claim')
  await follow(coordinator, coordinator.getByRole('button', { name: 'Download as a workbook' }))
  await coordinator.getByLabel('Who gets it?').fill('claims@example.org')
  await coordinator.getByLabel('What is it for?').fill('Completions')
  await press(coordinator, 'Record and continue')
  const [workbook] = await Promise.all([coordinator.waitForEvent('download'),
    coordinator.getByRole('link', { name: 'Workbook for claims@example.org' }).click()])
  assert.equal(readFileSync(await workbook.path()).subarray(0, 2).toString(), 'PK')
  isAt('claim_complete')
  await newcomer.goto(address + home)
  await says(newcomer, /Claim complete/)
  await open(newcomer, 'Certificate')
  await isSound(newcomer)
}

test('a whole year, from registration to the claim', () =>
  together(['newcomer', 'assessor', 'manager', 'coordinator', 'moderator', 'judge', 'giver'],
    async year => {
      itIs('2025-11-17')
      for (const step of [isRegistered, isAgreed, starts]) await step(year)
      itIs('2026-02-17')
      await threeMonthsOn(year)
      itIs('2026-05-17')
      await sixMonthsOn(year)
      itIs('2026-11-17')
      for (const step of [twelveMonthsOn, finalReview, recommends]) await step(year)
      itIs('2026-11-19')
      for (const step of [beginsRound, isModerated, isConfirmed, hasCertificate, isClaimed]) {
        await step(year)
      }
    }))
