"""A workbook that was exported, changed as somebody does in another program.

    change_workbook.py FILE SHEET [what ...]

Each of what is a JSON list:

    ["set", RECORD, HEADING, VALUE]	a date is {"date": "2026-11-30"}
    ["delete", RECORD]		["double", RECORD]	["add", [VALUE, ...]]
    ["drop", HEADING]		["last", HEADING]	moves a column
    ["sort", HEADING]		that column alone, downwards
    ["rename", NAME]		the sheet
    ["libreoffice", FORMAT]	opened there and saved as xlsx or csv

What only sets cells leaves the workbook as it is otherwise.
"""
import datetime
import glob
import json
import os
import subprocess
import sys
import tempfile
import openpyxl


def value(v):
    if isinstance(v, dict):
        return datetime.datetime.fromisoformat(v['date'])
    return v


BRITISH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop
 oor:name="ooSetupSystemLocale" oor:op="fuse"><value>en-GB</value></prop></item>
</oor:items>
"""


def by_libreoffice(path, how):
    """The second sheet is the table; as CSV it alone is written, with dates as
    they are shown in the United Kingdom."""
    way = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,' \
        'false,false,2' if how == 'csv' else how
    with tempfile.TemporaryDirectory() as place:
        os.makedirs(f'{place}/profile/user')
        with open(f'{place}/profile/user/registrymodifications.xcu', 'w') as to:
            to.write(BRITISH)
        subprocess.run(
            ['soffice', f'-env:UserInstallation=file://{place}/profile',
             '--headless', '--convert-to', way, '--outdir', place, path],
            check=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, timeout=120)
        made, = glob.glob(f'{place}/*.{how}')
        with open(made, 'rb') as made, open(path, 'wb') as to:
            to.write(made.read())


def rewrite(sheet, rows):
    for table in list(sheet.tables):
        del sheet.tables[table]
    sheet.delete_rows(1, sheet.max_row)
    for row in rows:
        sheet.append(row)


path, name, *asked = sys.argv[1:]
changes = [json.loads(what) for what in asked]
if changes and changes[-1][0] == 'libreoffice':
    last = changes.pop()
else:
    last = None
if changes or last is None:
    book = openpyxl.load_workbook(path)
    sheet = book[name]
    for what, *how in changes:
        rows = [[c.value for c in row] for row in sheet.iter_rows()]
        at = rows[0].index(how[0]) if how[0] in rows[0] else None
        if what == 'set':
            record, heading, v = how
            row = [r[0] for r in rows].index(record) + 1
            sheet.cell(row, rows[0].index(heading) + 1).value = value(v)
        elif what == 'delete':
            rewrite(sheet, [r for r in rows if r[0] != how[0]])
        elif what == 'double':
            rewrite(sheet, rows + [r for r in rows if r[0] == how[0]])
        elif what == 'add':
            rewrite(sheet, rows + [how[0]])
        elif what == 'drop':
            rewrite(sheet, [r[:at] + r[at + 1:] for r in rows])
        elif what == 'last':
            rewrite(sheet, [r[:at] + r[at + 1:] + [r[at]] for r in rows])
        elif what == 'sort':
            cells = sorted((r[at] for r in rows[1:]), reverse=True)
            for r, cell in zip(rows[1:], cells):
                r[at] = cell
            rewrite(sheet, rows)
        elif what == 'rename':
            sheet.title = how[0]
    book.save(path)
if last is not None:
    by_libreoffice(path, last[1])
