"""A workbook as another program reads it: each sheet as rows of cells.

Used by test_exports: what a sheet is, its rules for what is typed, whether it
is protected, and each row as JSON, dates as they are.
"""
import datetime
import json
import sys
import openpyxl


def said(value):
    if isinstance(value, datetime.datetime):
        return value.strftime('%Y-%m-%d')
    return value


book = openpyxl.load_workbook(sys.argv[1])
print('properties', book.properties.title, '|', book.properties.creator)
for sheet in book.worksheets:
    print('sheet', sheet.title, sheet.dimensions, 'frozen', sheet.freeze_panes,
          'filter', sheet.auto_filter.ref, 'merged',
          len(sheet.merged_cells.ranges), sheet.sheet_state,
          'locked' if sheet.protection.sheet else 'open')
    for table in sheet.tables.values():
        print('table', table.name, table.ref)
    for rule in sheet.data_validations.dataValidation:
        print('rule', rule.sqref, rule.type, rule.formula1)
    for row in sheet.iter_rows():
        print('row', sheet.title, json.dumps(
            [said(cell.value) for cell in row], ensure_ascii=False))
        open_cells = [cell.coordinate for cell in row
                      if not cell.protection.locked]
        if open_cells:
            print('typed', sheet.title, ' '.join(open_cells))
