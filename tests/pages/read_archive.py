"""What is in a portfolio, as another program unzips it: a line a fact.

Every link must lead to a file of the archive, no page may hold a script or
reach for anything outside, and names must be safe to unpack anywhere.
"""
import html.parser
import json
import posixpath
import re
import sys
import zipfile

archive = zipfile.ZipFile(sys.argv[1])
bad = archive.testzip()
print('damaged', bad)
names = archive.namelist()
for info in archive.infolist():
    print('file', info.filename, info.file_size)
    if not re.fullmatch(r'(portfolio|record)/[a-z0-9./-]+', info.filename) \
            or '..' in info.filename:
        print('UNSAFE', info.filename)
if len(set(names)) != len(names):
    print('TWICE', sorted(names))


class Links(html.parser.HTMLParser):
    def __init__(self, name):
        super().__init__()
        self.name = name

    def handle_starttag(self, tag, attributes):
        if tag in ('script', 'iframe', 'object', 'link', 'img', 'form'):
            print('ELEMENT', tag, self.name)
        for key, value in attributes:
            if key.startswith('on') or key == 'src':
                print('ATTRIBUTE', key, self.name)
            if key == 'href':
                to = posixpath.normpath(posixpath.join(
                    posixpath.dirname(self.name), value))
                print('link' if to in names else 'BROKEN', self.name, to)


for name in names:
    if '/files/' in name:
        held = archive.read(name)
        print('bytes', name, held[:40])
        print('ends', name, held[-40:][held[-40:].rfind(b'end '):])
        continue
    text = archive.read(name).decode('utf-8-sig')
    print('text', name, repr(text))
    if name.endswith('.json'):
        print('json', name, sorted(json.loads(text)))
    if name.endswith('.html'):
        Links(name).feed(text)
