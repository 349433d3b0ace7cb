#!/usr/bin/env python3
"""Makes many documents of those in content/, to measure the search with.

    many_documents.py content FOLDER 20000 [--seed 1]

Each document is one of content/ with a new id. Its sentences, keywords and questions are in part those of two others in
the same language, its title is half of one of theirs, and its date, countries, themes and the like come from anywhere:
so words are found together as they are in real documents, and as often. Collections, links and attachments are left
out. The same seed gives the same documents.
"""
import argparse
import collections
import pathlib
import random
import re
import shutil
import xml.etree.ElementTree as tree

NAMESPACE = "urn:clearinghouse:content:1"
LANGUAGE = "lang"
OWN = 0.6  # Share of what a document keeps of its own.
DONORS = 2
LONGEST = 2000  # Letters in a summary, by schemas/metadata.xsd.
SHUFFLED = ["country", "theme", "target-group", "perspective", "goal", "date"]


def name(element):
    return f"{{{NAMESPACE}}}{element}"


def sentences(text):
    return [each for each in re.split(r"(?<=[.!?])\s+", " ".join(text.split())) if each]


def flat(element):
    return " ".join("".join(element.itertext()).split())


def passages(text):
    """What runs in sentences; an element within another of these is met with the outer one."""
    return [each for kind in ("summary", "p", "li") for each in text.iter(name(kind)) if each.find(name("p")) is None]


def unlink(root):
    """Leaves of each link its words alone."""
    for parent in list(root.iter()):
        for link in parent.findall(name("a")):
            at = list(parent).index(link)
            words = "".join(link.itertext()) + (link.tail or "")
            parent.remove(link)
            if at == 0:
                parent.text = (parent.text or "") + words
            else:
                parent[at - 1].tail = (parent[at - 1].tail or "") + words


class Source:
    """A document of content/, and what it can lend to others."""

    def __init__(self, file):
        self.folder, self.id = file.parent.name, file.stem
        self.bytes = file.read_bytes()
        root = tree.fromstring(self.bytes)
        metadata = root.find(name("metadata"))
        self.metadata = {each: [found.text for found in metadata.findall(name(each))] for each in SHUFFLED}
        self.sentences = collections.defaultdict(list)
        self.titles, self.keywords, self.questions = {}, {}, {}
        for text in root.findall(name("text")):
            language = text.get(LANGUAGE)
            self.titles[language] = flat(text.find(name("title")))
            self.keywords[language] = [flat(each) for each in text.findall(name("keyword"))]
            for each in passages(text):
                self.sentences[language] += sentences(flat(each))
        for questions in root.findall(name("questions")):
            self.questions[questions.get(LANGUAGE)] = [flat(each) for each in questions]


class Mixer:
    def __init__(self, sources, seed):
        self.sources, self.chance = sources, random.Random(seed)
        self.by_language = collections.defaultdict(list)
        for source in sources:
            for language in source.titles:
                self.by_language[language].append(source)

    def document(self, source, new_id):
        """The bytes of a new document."""
        root = tree.fromstring(source.bytes)
        unlink(root)
        self.mix_metadata(root)
        for details in root.findall(name("details")):
            for data in details.findall(name("data")):  # They name attachments.
                details.remove(data)
        for text in root.findall(name("text")):
            donors = self.chance.choices(self.by_language[text.get(LANGUAGE)], k=DONORS)
            self.mix_text(text, donors)
        donors = self.chance.choices(self.sources, k=DONORS)
        for questions in root.findall(name("questions")):
            asked = [question for donor in donors for question in donor.questions.get(questions.get(LANGUAGE), [])]
            self.mix_lines(list(questions), asked)
        return tree.tostring(root, encoding="utf-8", xml_declaration=True)

    def mix_metadata(self, root):
        metadata = root.find(name("metadata"))
        for element in ("alias", "link", "attachment"):
            for each in metadata.findall(name(element)):
                metadata.remove(each)
        for element in SHUFFLED:
            values = self.chance.choice(self.sources).metadata[element]
            old = metadata.findall(name(element))
            if not old or not values:
                continue
            at = list(metadata).index(old[0])
            for each in old:
                metadata.remove(each)
            for value in reversed(values):
                new = tree.Element(name(element))
                new.text = value
                metadata.insert(at, new)

    def mix_text(self, text, donors):
        language = text.get(LANGUAGE)
        title = text.find(name("title"))
        own, other = flat(title).split(), self.chance.choice(donors).titles[language].split()
        title.text = " ".join(own[: (len(own) + 1) // 2] + other[len(other) // 2 :])
        self.mix_lines(text.findall(name("keyword")), [each for donor in donors for each in donor.keywords[language]])
        lent = [each for donor in donors for each in donor.sentences[language]]
        for each in passages(text):
            kept = [
                sentence if not lent or self.chance.random() < OWN else self.chance.choice(lent)
                for sentence in sentences(flat(each))
            ]
            for child in list(each):
                each.remove(child)
            while len(" ".join(kept)) > LONGEST and len(kept) > 1:
                kept.pop()
            each.text = " ".join(kept)

    def mix_lines(self, elements, lent):
        """Puts some of what others lend into elements of one line each; none stands there twice."""
        lines = [flat(each) for each in elements]
        for at, element in enumerate(elements):
            if lent and self.chance.random() >= OWN:
                line = self.chance.choice(lent)
                lines[at] = line if line not in lines else lines[at]
            element.text = lines[at]


def main():
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("content", type=pathlib.Path)
    reader.add_argument("folder", type=pathlib.Path, help="new, for the documents")
    reader.add_argument("documents", type=int)
    reader.add_argument("--seed", type=int, default=1)
    options = reader.parse_args()
    files = sorted(options.content.glob("*/*.xml"))
    sources = [Source(each) for each in files if each.parent.name != "collections"]
    mixer = Mixer(sources, options.seed)
    tree.register_namespace("", NAMESPACE)
    options.folder.mkdir(parents=True)
    shutil.copytree(options.content / "vocabularies", options.folder / "vocabularies")
    for folder in {source.folder for source in sources}:
        (options.folder / folder).mkdir()
    for number in range(options.documents):
        source = sources[number % len(sources)]
        new_id = f"{source.id[:60].rstrip('-')}-{number}"
        (options.folder / source.folder / f"{new_id}.xml").write_bytes(mixer.document(source, new_id))


if __name__ == "__main__":
    main()
