"""Holds a published workbook against the checklist of the guidance "Releasing
statistics in spreadsheets" (Government Analysis Function): a line for each
thing that is wrong, or "published" when nothing is.

Used by test_publication, test_fairness and test_annual.
"""
import re
import sys
import zipfile

import openpyxl

MARKS = {'[c]', '[z]', '[x]', '[low]', '[u]'}
FRONT = ['Cover', 'Contents', 'Notes', 'Definitions']
path = sys.argv[1]
book = openpyxl.load_workbook(path)
wrongs = []


def must(holds, what):
    if not holds:
        wrongs.append(what)


def text(cell):
    return cell.value if isinstance(cell.value, str) else ''


def properties():
    must(book.properties.title, 'no title among the properties')
    must(book.properties.creator, 'no author among the properties')
    must(book.properties.subject, 'no subject among the properties')
    with zipfile.ZipFile(path) as parts:
        must('docProps/custom.xml' in parts.namelist() and 'name="Language"'
             in parts.read('docProps/custom.xml').decode(),
             'no language among the properties')
    must(book.active.title == book.sheetnames[0], 'does not open at its cover')


def whole(sheet):
    name = sheet.title
    must(sheet.sheet_state == 'visible', f'{name} is hidden')
    must(not sheet.merged_cells.ranges, f'{name} has merged cells')
    must(not sheet.freeze_panes, f'{name} has frozen panes')
    must(not sheet.auto_filter.ref, f'{name} has a filter')
    must(not sheet.protection.sheet, f'{name} is locked')
    must(not sheet.data_validations.dataValidation, f'{name} has rules')
    must(not any(d.hidden for d in sheet.row_dimensions.values())
         and not any(d.hidden for d in sheet.column_dimensions.values()),
         f'{name} hides rows or columns')
    must(not any(getattr(part, side).text
                 for part in (sheet.oddHeader, sheet.oddFooter)
                 for side in ('left', 'center', 'right')),
         f'{name} has a page header or footer')
    must(not sheet._images, f'{name} has an image')
    must(all(v.selection[0].activeCell in (None, 'A1')
             for v in sheet.views.sheetView), f'{name} does not begin at A1')
    must(text(sheet['A1']) and sheet['A1'].font.b
         and sheet['A1'].font.sz > 12, f'{name} has no title')
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            where = f'{name}!{cell.coordinate}'
            must(cell.font.name == 'Arial' and cell.font.sz >= 12,
                 f'{where} is in small or other letters')
            must(cell.fill.fill_type is None, f'{where} has a background')
            must(cell.data_type != 'f', f'{where} is a formula')


def of_table(sheet):
    name = sheet.title
    must(len(sheet.tables) == 1, f'{name} has not one table')
    must(text(sheet['A2']).startswith('This worksheet contains one table'),
         f'{name} does not say what it contains')
    for table in sheet.tables.values():
        must(table.autoFilter is None, f'{name} has a filter in its table')
        must(table.headerRowCount in (None, 1), f'{name} has no heading')
        cells = sheet[table.ref]
        top, left = cells[0][0].row, cells[0][0].column
        must(left == 1, f'{name} has its table away from the left edge')
        must(cells[-1][-1].row == sheet.max_row
             and cells[-1][-1].column == sheet.max_column,
             f'{name} has something below or beside its table')
        must(all(text(sheet.cell(row, 1)) for row in range(1, top)),
             f'{name} has a blank row above its table')
        headings = [text(cell) for cell in cells[0]]
        must(all(headings) and len(set(headings)) == len(headings),
             f'{name} has headings that are missing or alike')
        must(all(cell.alignment.wrap_text for cell in cells[0]),
             f'{name} has headings that do not wrap')
        must(len(cells) > 1, f'{name} is empty')
        above = ' '.join(text(sheet.cell(row, 1)) for row in range(1, top))
        for row in cells[1:]:
            for cell in row:
                where = f'{name}!{cell.coordinate}'
                must(cell.value not in (None, ''), f'{where} is blank')
                sign = text(cell)
                if name not in FRONT and re.fullmatch(r'\[[a-z]+\]', sign):
                    must(sign in MARKS, f'{where} has an unknown mark')
                    must(sign in above and sign in noted,
                         f'{where} has a mark that is not explained')
        columns = list(zip(*cells[1:]))
        for heading, column in zip(headings, columns):
            kinds = {type(cell.value) for cell in column
                     if text(cell) not in MARKS}
            must(len(kinds) <= 1 or kinds <= {int, float},
                 f'{name} mixes kinds under {heading}')
        for n, heading in enumerate(headings):
            letter = openpyxl.utils.get_column_letter(n + 1)
            must(sheet.column_dimensions[letter].width
                 >= max(len(word) for word in heading.split()),
                 f'{name}!{letter} is narrower than its heading')


def of_chart(sheet):
    name = sheet.title
    must(not sheet.tables, f'{name} has a table beside its chart')
    must(text(sheet['A2']).startswith('This worksheet contains one chart. It '
                                      'shows the same data as Table_'),
         f'{name} does not say what it contains')
    with zipfile.ZipFile(path) as parts:
        drawings = [parts.read(f'xl/drawings/{p}').decode() for p in
                    [d.split('/')[-1] for d in parts.namelist()
                     if re.fullmatch(r'xl/drawings/drawing\d+\.xml', d)]]
    must(len(drawings) == len(charts), 'a chart is not alone on its sheet')
    must(all(re.search(r'descr="[^"]{20,}"', d) for d in drawings),
         f'{name} has a chart without words for it')


names = book.sheetnames
tables = [n for n in names if re.fullmatch(r'Table_\d+', n)]
charts = [n for n in names if re.fullmatch(r'Chart_\d+', n)]
must(names == FRONT + [f'Table_{n + 1}' for n in range(len(tables))]
     + [f'Chart_{n + 1}' for n in range(len(charts))] and tables,
     'its sheets are not Cover, Contents, Notes, Definitions, tables, charts')
noted = set()
if 'Notes' in names:
    noted = {text(row[0]) for row in book['Notes'].iter_rows(min_row=4)}
properties()
for sheet in book.worksheets:
    whole(sheet)
    if sheet.title in charts:
        of_chart(sheet)
    elif sheet.title != 'Cover':
        of_table(sheet)
    must(sheet.title in charts or not sheet._charts,
         f'{sheet.title} has a chart beside other things')
    for row in sheet.iter_rows():
        for cell in row:
            for note in re.findall(r'\[note \d+\]', text(cell)):
                must(note in noted, f'{sheet.title}!{cell.coordinate} has '
                     f'{note}, which is not among the notes')
if 'Contents' in names:
    links = {cell.value: cell.hyperlink for row in
             book['Contents'].iter_rows(min_row=4) for cell in row[:1]}
    must(set(links) == set(names) - {'Cover', 'Contents'},
         'Contents does not list the other sheets')
    for name, link in links.items():
        must(link is not None and link.location == f"'{name}'!A1",
             f'{name} has no link among the contents')
print('\n'.join(wrongs) if wrongs else 'published')
