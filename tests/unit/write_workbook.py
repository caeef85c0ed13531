"""Writes the workbook that test_xlsx reads back, as openpyxl writes one.

Given a second path, writes what openpyxl reads in the first: a line a cell.
"""
import datetime
import sys
import openpyxl
from openpyxl.styles import Font

book = openpyxl.Workbook()
sheet = book.active
sheet.title = 'People & more'
sheet['A1'] = 'Zoë O’Neill-Núñez'
sheet['B1'] = '=not a formula'
sheet['B1'].data_type = 's'
sheet['C1'] = ' two  spaces '
sheet['D1'] = 'a\nb'
sheet['A2'] = 12
sheet['B2'] = -0.1
sheet['C2'] = 1e300
sheet['D2'] = True
sheet['E2'] = False
sheet['A3'] = datetime.date(2026, 9, 14)
sheet['B3'] = datetime.datetime(2026, 9, 14, 13, 30, 5)
sheet['C3'] = datetime.time(9, 15)
sheet['A4'] = '#N/A'
sheet['B4'] = '=1+1'
sheet['C4'] = '007'
sheet['D4'] = 'مرحبا 😀'
sheet['A4'].data_type = 'e'
sheet['A4'].font = Font(bold=True)
sheet['G9'] = 'far'
sheet['A6'] = 'merged'
sheet.merge_cells('A6:C6')
sheet.row_dimensions[4].hidden = True
sheet.column_dimensions['B'].hidden = True
hidden = book.create_sheet('Hidden')
hidden.sheet_state = 'hidden'
hidden['B2'] = 5
book.create_sheet('Empty')
book.save(sys.argv[1])
