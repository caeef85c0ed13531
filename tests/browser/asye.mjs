// What journeys through the documents of an ASYE share.
import { follow } from './browser.mjs'

export const press = (page, name) => follow(page, page.locator('main')
  .getByRole('button', { name, exact: true }))
export const open = (page, name) => follow(page, page.locator('main a')
  .filter({ hasText: name }).first())

export async function fillDate (page, legend, [day, month, year]) {
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Day').fill(day)
  await group.getByLabel('Month').fill(month)
  await group.getByLabel('Year').fill(year)
}

// Answers every question of the part that is open, whatever it asks, with the
// day in its dates.
export async function answerAll (page, said, [day, month, year]) {
  const form = page.locator('form[data-autosave]')
  for (const box of await form.locator('textarea').all()) await box.fill(said)
  for (const box of await form.locator('input[type=text]').all()) {
    const name = await box.getAttribute('name')
    const kind = await box.getAttribute('inputmode')
    await box.fill(/-day$/.test(name) ? day : /-month$/.test(name) ? month
      : /-year$/.test(name) ? year : kind === 'numeric' ? '30'
        : /observer_number$/.test(name) ? 'sw51515' : said)
  }
  for (const choice of await form.locator('select').all()) await choice.selectOption({ index: 2 })
  const names = new Set()
  for (const mark of await form.locator('input[type=radio], input[type=checkbox]').all()) {
    const name = await mark.getAttribute('name')
    if (!names.has(name)) await mark.check()
    names.add(name)
  }
}

// The same without a box at a time, for forms that were walked before.
export async function answerAtOnce (page, said, [day, month, year]) {
  await page.locator('form[data-autosave]').evaluate((form, [said, day, month, year]) => {
    const names = new Set()
    for (const box of form.querySelectorAll('textarea, input, select')) {
      if (box.type === 'hidden') continue
      if (/^(radio|checkbox)$/.test(box.type)) {
        box.checked ||= !names.has(box.name)
        names.add(box.name)
      } else if (box.tagName === 'SELECT') {
        box.selectedIndex = 2
      } else {
        box.value = /-day$/.test(box.name) ? day : /-month$/.test(box.name) ? month
          : /-year$/.test(box.name) ? year : box.inputMode === 'numeric' ? '30'
            : /observer_number$/.test(box.name) ? 'sw51515' : said
      }
    }
  }, [said, day, month, year])
}
