// 100,000 rows of 20 columns, as export.c has them, from memory to a file by
// exceljs's streaming writer: how many ms by the clock and of processors, none of
// a server, and its kilobytes at most.
import ExcelJS from 'exceljs'

const ROWS = 100000
const DAY = 24 * 60 * 60 * 1000
const words = ['Ashby NHS Trust', 'Brook Council', 'Community team', 'Crisis team',
  'First placement', 'Zoë Ólafsdóttir', 'Under way']
const each = (n, make) => Array.from({ length: n }, (_, i) => make(i))

const rows = each(ROWS, i => [
  ...each(10, k => k % 2 === 0
    ? `Person ${String(i).padStart(6, '0')} of ${k}`
    : words[(i + k) % words.length]),
  ...each(8, k => i * (k + 3) % 1000),
  ...each(2, k => new Date(Date.UTC(2026, 0, 1) + (i + k) % 365 * DAY))
])

const began = performance.now()
const before = process.cpuUsage()
const book = new ExcelJS.stream.xlsx.WorkbookWriter({
  filename: process.argv[2], useStyles: true, useSharedStrings: false
})
const sheet = book.addWorksheet('Rows')

sheet.columns = each(20, k => k < 18 ? {} : { style: { numFmt: 'd mmmm yyyy' } })
for (const row of rows) sheet.addRow(row).commit()
sheet.commit()
await book.commit()
const { user, system } = process.cpuUsage(before)
console.log(Math.round(performance.now() - began), (user + system) / 1000, 0,
  process.resourceUsage().maxRSS)
