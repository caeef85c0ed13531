"""A workbook as LibreOffice shows it: each sheet as the text of its cells.

Used by test_writing.  The user's own LibreOffice is left alone.
"""
import glob
import os
import subprocess
import sys
import tempfile

with tempfile.TemporaryDirectory() as place:
    subprocess.run(
        ['soffice', f'-env:UserInstallation=file://{place}/profile',
         '--headless', '--convert-to',
         'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1',
         '--outdir', place, sys.argv[1]],
        check=True, stdout=subprocess.DEVNULL, timeout=120)
    for path in sorted(glob.glob(f'{place}/*.csv')):
        print('sheet' + path[path.rindex('-'):])
        with open(path, encoding='utf-8', newline='') as text:
            print(text.read())
