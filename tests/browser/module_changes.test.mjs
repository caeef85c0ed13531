// Staff correct a module: its dates, what is assessed, and its next edition.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  address, follow, isSound, phone, signIn, sql, withBrowser, words
} from './browser.mjs'

const press = (page, name) => follow(page, page.getByRole('button', { name, exact: true }))
const one = statement => sql(statement)[0].split('|')
// A component that is still to come and nobody was told a mark in, and one
// whose marks were released.
const [open, module] = one(`SELECT c.id, c.offering_id FROM component c
   WHERE c.due_on > today() AND NOT offering_settled(c.offering_id)
   ORDER BY c.id LIMIT 1`)
const [settled] = one(`SELECT c.id FROM component c
   WHERE offering_settled(c.offering_id) ORDER BY c.id LIMIT 1`)

test('staff correct a module until somebody is told a mark', () =>
  withBrowser(phone, async page => {
    await signIn(page, 'staff')
    await page.goto(`${address}/modules/${module}`)
    await follow(page, page.getByRole('link', { name: 'Change the dates or who leads it' }))
    await isSound(page)
    await page.getByLabel('Who leads it?').fill('')
    await press(page, 'Change the module')
    assert.match(await words(page), /Enter who leads the module/)
    await isSound(page)
    await page.getByLabel('Who leads it?').fill('Dr Núñez')
    await press(page, 'Change the module')
    assert.match(await words(page), /Module changed.*led by Dr Núñez/)

    await page.goto(`${address}/components/${open}/change`)
    await isSound(page)
    await page.getByLabel('Month').fill('13')
    await press(page, 'Change it')
    assert.match(await words(page), /The due date must be a real date/)
    await isSound(page)
    const [day, month, year] = one("SELECT to_char(today() + 90, 'DD|MM|YYYY')")
    await page.getByLabel('Day').fill(day)
    await page.getByLabel('Month').fill(month)
    await page.getByLabel('Year').fill(year)
    await press(page, 'Change it')
    assert.match(await words(page), /were told the new date by email/)

    await page.goto(`${address}/components/${settled}/change`)
    await isSound(page)
    assert.match(await words(page), /only its title can be corrected/)
    assert.equal(await page.getByLabel('Its share of the result').count(), 0)

    const [edition] = one('SELECT min(id) FROM module WHERE programme_id IS NULL')
    await page.goto(`${address}/curriculum/${edition}/edition`)
    await isSound(page)
    await page.getByLabel('Title').fill('A module of our own')
    await press(page, 'Write the edition')
    assert.match(await words(page), /can be offered. Cohorts that have started keep theirs/)
    const [own] = one("SELECT id FROM module WHERE title = 'A module of our own'")
    await page.goto(`${address}/curriculum/${own}/change`)
    await isSound(page)
    await page.getByLabel('Credits').fill('30')
    await press(page, 'Correct the edition')
    assert.match(await words(page), /Edition corrected/)
    await isSound(page)
  }))
