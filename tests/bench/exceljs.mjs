// How many cells exceljs's streaming reader finds in a workbook, in how many
// ms of the clock and of processors, and its kilobytes at most.
import ExcelJS from 'exceljs'

const began = performance.now()
const reader = new ExcelJS.stream.xlsx.WorkbookReader(process.argv[2], {
  worksheets: 'emit', sharedStrings: 'cache', styles: 'cache', hyperlinks: 'ignore'
})
let cells = 0

for await (const sheet of reader) {
  for await (const row of sheet) row.eachCell(() => { cells++ })
}
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
console.log(JSON.stringify({
  cells, ms: performance.now() - began, cpu: (userCPUTime + systemCPUTime) / 1000, kb: maxRSS
}))
