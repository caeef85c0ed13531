"""Writes a workbook as somebody fills one in with another program.

    write_workbook.py new FILE      rows of JSON on standard input
    write_workbook.py change FILE   {"sheet": ..., "cells": {"B2": ...}} there
"""
import datetime
import json
import sys
import openpyxl


def value(v):
    if isinstance(v, dict):
        return datetime.date.fromisoformat(v['date'])
    return v


what, path = sys.argv[1:]
asked = json.load(sys.stdin)
if what == 'new':
    book = openpyxl.Workbook()
    for row in asked:
        book.active.append([value(v) for v in row])
else:
    book = openpyxl.load_workbook(path)
    for cell, v in asked['cells'].items():
        book[asked['sheet']][cell] = value(v)
book.save(path)
