// Staff keep units, tutors and who does what for whom; a tutor, a Consultant
// Social Worker and a partner see their own people.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, phone, readLetter, signIn, signOut, sql,
  withBrowser, words
} from './browser.mjs'

const link = (page, name) => page.locator('main').getByRole('link', { name }).first()
const press = (page, name) => follow(page, page.getByRole('button', { name, exact: true }))
const after = (days) => sql(`SELECT to_char(today() + ${days}, 'DD|MM|YYYY')`)[0].split('|')
const rows = (page) => page.locator('main tbody tr').count()

async function fillDate (page, legend, [day, month, year]) {
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Day').fill(day)
  await group.getByLabel('Month').fill(month)
  await group.getByLabel('Year').fill(year)
}

// Somebody of the youngest cohort, as [enrolment, name], for a condition.
const youngest = (condition) => sql(`SELECT e.id, p.name FROM enrolment e
    JOIN person p ON p.id = e.person_id
    JOIN cohort c ON c.id = e.cohort_id
   WHERE e.state = 'enrolled'
     AND c.starts_on = (SELECT max(starts_on) FROM cohort) AND ${condition}
   ORDER BY e.id LIMIT 1`)[0].split('|')

describe('units', () => {
  test('are listed with their size, and filtered', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await follow(page, page.getByRole('link', { name: 'Units', exact: true }))
      await isSound(page)
      assert.match(await words(page), /Showing 1 to 25 of 32/)
      await page.getByLabel('Consultant Social Worker').selectOption('none')
      await press(page, 'Apply filters')
      assert.equal(await rows(page), 1)
      assert.match(await words(page), /Nobody leads it/)
      await page.goto(`${address}/units?search=HOLROYD`)
      assert.equal(await rows(page), 1)
      await follow(page, page.locator('main tbody th a').first())
      await isSound(page)
      assert.match(await words(page), /Consultant Social Worker Fiona Holroyd/)
      assert.equal(await page.locator('#members-now tbody tr').count(), 5)
      await page.goto(`${address}/units?state=closed`)
      assert.match(await words(page), /Showing 1 to 25 of 64/)
    }))

  test('are set up, led, filled knowingly, and closed', () =>
    withBrowser(phone, async page => {
      const [lead] = sql(`SELECT p.name FROM role_held r
          JOIN person p ON p.id = r.person_id
         WHERE r.role = 'lead' AND p.swe_number IS NULL ORDER BY p.id LIMIT 1`)
      const [one, name] = youngest('e.id IN (SELECT enrolment_id FROM enrolment_unit)')
      await signIn(page, 'staff')
      await page.goto(`${address}/units/new`)
      await isSound(page)
      await press(page, 'Set up the unit')
      assert.match(await words(page), /There is a problem.*Enter the name of the unit/)
      await page.getByLabel('Name of the unit').fill('Lantern unit')
      await page.getByLabel('Team of the host').selectOption({ index: 5 })
      await fillDate(page, 'When does it open?', after(0))
      await press(page, 'Set up the unit')
      assert.match(await words(page), /Lantern unit is set up/)
      await isSound(page)

      await follow(page, link(page, 'Name who leads the unit'))
      const choice = await page.locator('#who option').filter({ hasText: lead }).first().getAttribute('value')
      await page.locator('#who').selectOption(choice)
      await fillDate(page, 'First day', after(0))
      await press(page, 'Record it')
      assert.match(await words(page), /What speaks against it.*No Social Work England number is recorded/)
      await isSound(page)
      await page.getByLabel('I have read this, and go on').check()
      await press(page, 'Record it')
      assert.match(await words(page), new RegExp(`${lead} leads Lantern unit from`))

      await follow(page, link(page, 'Put trainees into it'))
      await isSound(page)
      const box = page.locator(`input[name=trainee][value="${one}"]`)
      for (let i = 0; i < 4 && await box.count() === 0; i++) {
        await follow(page, page.getByRole('link', { name: /Next/ }))
      }
      await box.check()
      await fillDate(page, 'First day in the unit', after(1))
      await press(page, 'Put them into the unit')
      if (/What speaks against it/.test(await words(page))) {
        await isSound(page)
        await page.getByLabel('I have read this, and go on').check()
        await press(page, 'Put them into the unit')
      }
      assert.match(await words(page), /1 trainee joins Lantern unit from/)
      assert.match(await words(page), /Fewer than 4 in it/)

      await follow(page, link(page, 'Move or end'))
      await isSound(page)
      assert.match(await words(page), /Lantern unit at .*, from/)
      await follow(page, link(page, /^Undo the latest step.*Unit of/))
      assert.match(await words(page), /Lantern unit, from .*, is taken away, and .* goes on until further notice/)
      await isSound(page)
      await press(page, 'Undo it')
      assert.match(await words(page), /Undone\. Both stay in the history/)
      assert.equal(sql(`SELECT count(*) FROM enrolment_unit m
          JOIN unit u ON u.id = m.unit_id
         WHERE m.enrolment_id = ${one} AND m.state = 'recorded'
           AND upper_inf(m.during) AND u.name <> 'Lantern unit'`)[0], '1', name)

      await page.goto(`${address}/units?search=lantern`)
      await follow(page, page.locator('main tbody th a').first())
      await follow(page, link(page, 'Change its name or team'))
      await isSound(page)
      await page.getByLabel('Name of the unit').fill('Beacon unit')
      await press(page, 'Save')
      await follow(page, link(page, 'Close it'))
      await isSound(page)
      await fillDate(page, 'Last day of the unit', after(0))
      await press(page, 'Close the unit')
      assert.match(await words(page), /The unit closes on its last day/)
      await follow(page, link(page, 'Open it again'))
      await isSound(page)
      await press(page, 'Open the unit again')
      await follow(page, link(page, 'History of this unit'))
      assert.match(await words(page), /Opened again by Priya Raman.*Closed on.*Renamed: Beacon unit.*Unit set up/)
      await isSound(page)
    }))
})

describe('tutors', () => {
  test('are named for several at once, and hand over', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/cohorts`)
      const cohort = sql('SELECT id FROM cohort ORDER BY starts_on DESC LIMIT 1')[0]
      await page.goto(`${address}/cohorts/${cohort}`)
      await follow(page, link(page, 'Tutors of the cohort'))
      await isSound(page)
      await page.locator('#tutor').selectOption('none')
      await press(page, 'Apply filter')
      const without = page.locator('input[name=trainee]')
      const n = await without.count()
      assert.ok(n >= 2, `${n} have no tutor`)
      for (let i = 0; i < n; i++) await without.nth(i).check()
      await page.locator('#who').selectOption({ index: 1 })
      await fillDate(page, 'First day', after(0))
      await press(page, 'Name the tutor')
      if (/What speaks against it/.test(await words(page))) {
        await isSound(page)
        await page.getByLabel('I have read this, and go on').check()
        await press(page, 'Name the tutor')
      }
      assert.match(await words(page), new RegExp(`is the tutor of ${n} trainees from`))
      await page.goto(`${address}/cohorts/${cohort}/tutors?tutor=none`)
      assert.match(await words(page), /Nobody fits/)

      await page.goto(`${address}/tutors?load=over`)
      await isSound(page)
      assert.ok(await rows(page) >= 1)
      await follow(page, page.locator('main tbody th a').first())
      await isSound(page)
      const tutor = await page.locator('h1').innerText()
      await follow(page, page.getByRole('button', { name: 'Hand all of them over' }))
      await isSound(page)
      await page.locator('#who').selectOption({ index: 1 })
      await fillDate(page, 'The new tutor’s first day', after(14))
      await press(page, 'Hand them over')
      assert.match(await words(page), /would have \d+ trainees\. The programme has set 16 at once/)
      await page.getByLabel('I have read this, and go on').check()
      await press(page, 'Hand them over')
      assert.match(await words(page), new RegExp(`trainees of ${tutor} from`))
    }))

  test('are invited, and see nobody before they are named', async () => {
    const email = `ada.king.${Date.now()}@example.org`
    await withBrowser(phone, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/tutors/new`)
      await isSound(page)
      await press(page, 'Add them')
      assert.match(await words(page), /There is a problem.*Enter the first name/)
      await page.getByLabel('First name').fill('Ada')
      await page.getByLabel('Last name').fill('King')
      await page.getByLabel('Email address').fill(email)
      await page.getByLabel('Organisation that they work for').selectOption({ index: 1 })
      await press(page, 'Add them')
      assert.match(await words(page), /Ada King was added and told by email.*0 of 16 trainees/)
      await isSound(page)
      await page.goto(`${address}/leads/new`)
      await isSound(page)
    })
    const letter = await readLetter(email)
    await withBrowser(phone, async page => {
      await page.goto(address + letter.match(/\/choose-password\?link=[0-9a-f]+/)[0])
      await page.getByLabel(/password/i).first().fill('long enough to be mine')
      await follow(page, page.locator('main form button').last())
      await page.goto(`${address}/trainees`)
      assert.match(await words(page), /There are no trainees for you to see yet/)
      await isSound(page)
    })
  })
})

describe('who is beside a trainee', () => {
  test('is on their record, and three organisations share the duties', () =>
    withBrowser(desk, async page => {
      const [trainee] = youngest(`e.employer_id NOT IN (SELECT organisation_id
          FROM role_held WHERE role = 'partner' AND organisation_id IS NOT NULL)
          AND NOT EXISTS (SELECT 1 FROM placement l JOIN role_held r
              ON r.organisation_id = l.organisation_id AND r.role = 'partner'
              JOIN person p ON p.id = r.person_id
             WHERE l.enrolment_id = e.id
               AND p.email = 'tomasz.zielinski@example.org')
          AND e.id NOT IN (SELECT enrolment_id FROM hosting_duty)`)
      const [code, host] = sql(`SELECT o.code, o.name FROM role_held r
          JOIN person p ON p.id = r.person_id
          JOIN organisation o ON o.id = r.organisation_id
         WHERE p.email = 'tomasz.zielinski@example.org'`)[0].split('|')
      await signIn(page, 'staff')
      await page.goto(`${address}/trainees/${trainee}`)
      await follow(page, link(page, 'Tutor, unit and organisations'))
      await isSound(page)
      assert.match(await words(page), /Provides the ASYE .*, as the employer/)
      await follow(page, link(page, /^Say who.*Provides the ASYE/))
      await isSound(page)
      await page.getByLabel('Or the code of another organisation (optional)').fill(code)
      await fillDate(page, 'First day', after(0))
      await press(page, 'Record it')
      assert.match(await words(page), new RegExp(`Provides the ASYE ${host}, since`))
      await follow(page, link(page, /^End.*Provides the ASYE/))
      await isSound(page)
      await page.goBack()
      await signOut(page)

      await signIn(page, 'partner')
      await page.goto(`${address}/trainees/${trainee}/guides`)
      await isSound(page)
      assert.match(await words(page), new RegExp(`Provides the ASYE ${host}, since`))
      assert.doesNotMatch(await words(page), /Pays them/)
      assert.equal(await page.getByRole('link', { name: /Undo/ }).count(), 0)
    }))
})

describe('a tutor', () => {
  test('sees their trainees, how they stand and what they wrote', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'tutor')
      await page.goto(`${address}/trainees`)
      await isSound(page)
      assert.match(await words(page), /Showing 1 to 17 of 17/)
      await page.goto(`${address}/trainees?search=amara+okafor`)
      await follow(page, page.locator('main tbody th a').first())
      await isSound(page)
      assert.match(await words(page), /Tutor Angharad Bevan/)
      assert.equal(await page.getByRole('link', { name: 'History of this record' }).count(), 0)
      await follow(page, link(page, 'Tutor, unit and organisations'))
      await isSound(page)
      assert.match(await words(page), /is led by Fiona Holroyd/)
      assert.equal(await page.getByRole('link', { name: /Hand over/ }).count(), 0)
      await page.goBack()
      await follow(page, link(page, /^All days at/))
      await isSound(page)
      await follow(page, page.locator('main a[href^="/days/"]').first())
      await isSound(page)
      const [other] = youngest(`NOT EXISTS (SELECT 1 FROM enrolment_tutor t
          JOIN person p ON p.id = t.person_id WHERE t.enrolment_id = e.id
           AND p.email = 'angharad.bevan@example.org')`)
      assert.equal((await page.goto(`${address}/trainees/${other}`)).status(), 404)
    }))
})

describe('a Consultant Social Worker', () => {
  test('opens their unit and the days of those in it', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'lead')
      await follow(page, page.getByRole('link', { name: 'My unit' }))
      await isSound(page)
      assert.equal(await page.locator('#members-now tbody tr').count(), 5)
      assert.equal(await page.getByRole('link', { name: 'Close it' }).count(), 0)
      await follow(page, page.locator('#members-now th a').first())
      await isSound(page)
      await follow(page, link(page, /^All days at/))
      await isSound(page)
      await page.goto(`${address}/trainees`)
      assert.match(await words(page), /of 5/)
    }))
})
