"""Workbooks as another program reads them, each held against its CSV twin.

    read_twins.py DIRECTORY

For each NAME.types of the directory, whose lines are the type and the heading
of each column, NAME.xlsx and NAME.csv hold the same rows: cell by cell, with
days as dates, numbers as numbers and words as text.  Then LibreOffice makes a
PDF of a workbook of each table, unless it has more rows than anybody prints.
"""
import csv
import datetime
import glob
import os
import subprocess
import sys
import openpyxl
from openpyxl.utils import get_column_letter

LOOKS = {'date': {'d mmmm yyyy'}, 'pounds': {'"£"#,##0'},
         'number': {'#,##0'}, 'real': {'#,##0.0', '#,##0.00', '0.00'},
         'plain': {'0'}, 'text': {'General', '@'}}


def unguarded(text):
    rest = text.lstrip("'")
    if not (text.startswith("'") and rest and rest[0] in '=+-@\t\r\n'):
        return text
    try:
        float(rest)
    except ValueError:
        return text[1:]
    return text


def same(kind, cell, text):
    v = cell.value
    if v is None or text == '':
        return v is None and text == ''
    if cell.data_type == 'f':
        return False
    if kind == 'date':
        return isinstance(v, datetime.datetime) and \
            v == datetime.datetime.fromisoformat(text)
    if kind == 'text':
        return isinstance(v, str) and v.replace('\r\n', '\n') == \
            unguarded(text).replace('\r\n', '\n')
    return isinstance(v, (int, float)) and not isinstance(v, bool) and \
        v == float(text)


def check(stem):
    with open(stem + '.types', encoding='utf-8') as types:
        columns = [line.rstrip('\n').split(' ', 1) for line in types]
    with open(stem + '.csv', encoding='utf-8-sig', newline='') as twin:
        rows = list(csv.reader(twin))
    book = openpyxl.load_workbook(stem + '.xlsx')
    assert book.sheetnames[0] == 'About', book.sheetnames
    said = {row[0].value for row in book['About'].iter_rows()}
    for label in ('Contains personal data', 'As of', 'Made', 'Made by',
                  'Made for', 'Purpose', 'Delete it by'):
        assert label in said, f'{stem}: About lacks {label}'
    sheet = book.worksheets[1]
    assert rows[0] == [heading for _, heading in columns], rows[0]
    assert [c.value for c in sheet[1]] == rows[0], f'{stem}: headings'
    n = sum(any(c.value is not None for c in row)
            for row in sheet.iter_rows(min_row=2))
    assert n == len(rows) - 1, f'{stem}: {n} rows, and {len(rows) - 1} of CSV'
    table, = sheet.tables.values()
    last = sheet.cell(max(n, 1) + 1, len(columns)).coordinate
    assert table.ref == f'A1:{last}', f'{stem}: {table.ref}'
    for cells, texts in zip(sheet.iter_rows(min_row=2), rows[1:]):
        for (kind, heading), cell, text in zip(columns, cells, texts):
            where = f'{stem} {cell.coordinate} {heading}: {cell.value!r}'
            assert same(kind, cell, text), f'{where} is not {text!r}'
            assert cell.value is None or cell.number_format in LOOKS[kind], \
                f'{where} looks like {cell.number_format}'
    wide = sum(sheet.column_dimensions[get_column_letter(i + 1)].width
               for i in range(len(columns)))
    assert wide / (sheet.page_setup.fitToWidth or 1) <= 200, \
        f'{stem}: too small to be read on paper'
    defined = [tuple(c.value for c in row[:2])
               for row in book['Columns'].iter_rows(min_row=2)]
    assert defined == [(sheet.title, heading) for _, heading in columns]
    return n


def to_pdf(where, books):
    subprocess.run(
        ['soffice', f'-env:UserInstallation=file://{where}/profile',
         '--headless', '--convert-to', 'pdf', '--outdir', where, *books],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        timeout=300)


def is_pdf(path):
    if not os.path.exists(path):
        return False
    with open(path, 'rb') as made:
        data = made.read()
    return data.startswith(b'%PDF-') and b'%%EOF' in data[-32:]


where = sys.argv[1]
stems = sorted(path[:-len('.types')] for path in glob.glob(where + '/*.types'))
found = {stem: check(stem) for stem in stems}
wide = [stem for stem in stems if stem.endswith(('-staff', '-self'))
        and found[stem] <= 1000]
to_pdf(where, [stem + '.xlsx' for stem in wide])
for stem in wide:
    assert is_pdf(stem + '.pdf'), f'LibreOffice made no PDF of {stem}'
assert {stem.rsplit('-', 1)[0] for stem in wide} == \
    {stem.rsplit('-', 1)[0] for stem in stems}, 'a table without a PDF'
print(len(stems), 'workbooks,', sum(found.values()), 'rows')
