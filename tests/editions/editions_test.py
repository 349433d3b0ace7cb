"""Every PDF attachment in content/ is tagged, names its language and title, and says what its document says today.

Prints one line for each thing that is wrong, with what to do, and fails when there is one.
"""

import re
import subprocess
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMESPACE = '{urn:clearinghouse:content:1}'
FOOT = r'Integration Norden\s+\d+ / \d+\s*\f'
most_bytes = 120_000


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def plain(text):
    return ' '.join(text.split())


def words_of(document):
    """What an edition has to contain: title and summary in each language, and the paragraphs of the original."""
    for text in document.findall(f'{NAMESPACE}text'):
        for name in ('title', 'summary'):
            yield plain(text.find(NAMESPACE + name).text)
        if text.get('translation-of') is None:
            for name in ('p', 'li', 'td', 'th'):
                for element in text.iter(NAMESPACE + name):
                    yield plain(''.join(element.itertext()))


def problems_of(file, language, document, is_edition):
    facts = dict(re.findall(r'^(.*?): +(.*)$', run('pdfinfo', file), re.MULTILINE))
    title = plain(document.find(f'{NAMESPACE}text/{NAMESPACE}title').text)
    if facts.get('Tagged') != 'yes':
        yield 'is not tagged (set it with editions/typeset)'
    if ' H1' not in run('pdfinfo', '-struct-text', file):
        yield 'has no heading among its tags'
    if not re.search(rb'/Type /Catalog(?:(?!endobj).)*/Lang \(' + language.encode() + rb'\)', file.read_bytes(), re.DOTALL):
        yield f"does not name its language '{language}' (set it with editions/typeset)"
    if facts.get('Title') != title:
        yield 'has another title than its document (set it anew with editions/typeset)'
    if not is_edition:
        return
    if not 3 <= int(facts['Pages']) <= 8:
        yield f'has {facts["Pages"]} pages (an edition has 3 to 8)'
    if file.stat().st_size > most_bytes:
        yield f'has {file.stat().st_size} bytes (at most {most_bytes})'
    pages = re.sub(FOOT, ' ', run('pdftotext', file, '-'))
    text = plain(re.sub(r'\s\[\d+\]', '', pages))
    for words in words_of(document):
        if words not in text:
            yield f'does not say "{words[:60]}" (set it anew with editions/typeset)'


def main():
    editions = {source.stem for source in (ROOT / 'editions').glob('*.html')}
    found, wrong = set(), 0
    for source in sorted((ROOT / 'content').glob('*/*.xml')):
        document = xml.parse(source).getroot()
        for attachment in document.findall(f'{NAMESPACE}metadata/{NAMESPACE}attachment'):
            file = source.with_suffix('') / attachment.get('file')
            if file.suffix != '.pdf':
                continue
            found.add(source.stem)
            for problem in problems_of(file, attachment.get('lang'), document, source.stem in editions):
                print(f'{file.relative_to(ROOT)}: {problem}')
                wrong += 1
    for missing in sorted(editions - found):
        print(f'editions/{missing}.html: has no PDF (name it as <attachment> in its document)')
        wrong += 1
    print(f'{len(found)} PDFs, {wrong} problems')
    return 1 if wrong or not found else 0


if __name__ == '__main__':
    sys.exit(main())
