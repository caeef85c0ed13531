"""What is in a workbook, as another program reads it: a line a fact.

Used by test_workbook and test_claims: sheets, their tables, frozen headers and
filters, document properties, and each cell with its type.
"""
import sys
import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
print('title', book.properties.title)
print('author', book.properties.creator)
print('active', book.active.title)
for sheet in book.worksheets:
    print('sheet', sheet.title, sheet.dimensions, 'frozen', sheet.freeze_panes,
          'merged', len(sheet.merged_cells.ranges), 'state', sheet.sheet_state)
    for table in sheet.tables.values():
        print('table', table.name, table.ref, 'filter',
              table.autoFilter and table.autoFilter.ref)
    for column, size in sorted(sheet.column_dimensions.items()):
        print('width', sheet.title, column, round(size.width))
    for row, size in sorted(sheet.row_dimensions.items()):
        if size.height:
            print('height', sheet.title, row, round(size.height))
    for cell in sheet[1]:
        print('heading', f'{sheet.title}!{cell.coordinate}',
              cell.alignment.horizontal, round(cell.alignment.indent))
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                print('cell', f'{sheet.title}!{cell.coordinate}',
                      cell.data_type, cell.number_format, repr(cell.value))
