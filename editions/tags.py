"""Tags for a PDF/UA-1 file: one structure element for each element of the HTML, on whichever pages it lies.

WeasyPrint 57 tags a paragraph anew on each page, nests the marks of text in each other and leaves out the language of
a part and the scope of a table header. Importing this module makes it mark each run of text once, everything else as
decoration, and build the structure from the HTML tree. It leans on names inside WeasyPrint 57, Debian 12's version.
"""

import pydyf
from weasyprint import draw, pdf
from weasyprint.links import resolve_links
from weasyprint.pdf.metadata import add_metadata
from weasyprint.pdf.stream import Stream

TYPES = {
    'html': 'Document', 'article': 'Art', 'section': 'Sect', 'div': 'Div', 'p': 'P', 'ul': 'L', 'ol': 'L', 'dl': 'L',
    'li': 'LI', 'dt': 'Lbl', 'dd': 'LBody', 'table': 'Table', 'caption': 'Caption', 'thead': 'THead',
    'tbody': 'TBody', 'tr': 'TR', 'th': 'TH', 'td': 'TD', 'a': 'Link',
    **{f'h{level}': f'H{level}' for level in range(1, 7)}}
INLINE = 'Span'


def marks_text(draw_text):
    def wrapper(stream, textbox, *rest):
        if textbox.element is None or stream.in_artifact:  # the head and foot of a page belong to no element
            tag, properties = 'Artifact', None
        else:
            tag, properties = 'Span', pydyf.Dictionary({'MCID': len(stream.marked)})
            stream.marked.append((textbox.element, textbox.element_tag))
        pydyf.Stream.begin_marked_content(stream, tag, properties)
        draw_text(stream, textbox, *rest)
        pydyf.Stream.end_marked_content(stream)
    return wrapper


def marks_decoration(draw_decoration):
    def wrapper(stream, *rest, **options):
        outermost = not stream.in_artifact
        if outermost:
            pydyf.Stream.begin_marked_content(stream, 'Artifact')
            stream.in_artifact = True
        draw_decoration(stream, *rest, **options)
        if outermost:
            stream.in_artifact = False
            pydyf.Stream.end_marked_content(stream)
    return wrapper


Stream.in_artifact = False
Stream.begin_marked_content = lambda *arguments, **options: None
Stream.end_marked_content = lambda *arguments: None
draw.draw_text = marks_text(draw.draw_text)
for name in ('draw_background', 'draw_border', 'draw_table', 'draw_outlines'):
    setattr(draw, name, marks_decoration(getattr(draw, name)))


class Structure:
    """The structure elements of one file, made as text asks for them."""

    def __init__(self, file, root_element):
        self.file = file
        self.parents = {child: parent for parent in root_element.iter() for child in parent}
        self.nodes = {}
        self.root = self.add(pydyf.Dictionary({'Type': '/StructTreeRoot', 'K': pydyf.Array()}))

    def add(self, dictionary):
        self.file.add_object(dictionary)
        return dictionary

    def new(self, kind, parent, **entries):
        node = self.add(pydyf.Dictionary({
            'S': f'/{kind}', 'P': parent.reference, 'K': pydyf.Array(), **entries}))
        parent['K'].append(node.reference)
        return node

    def node(self, element):
        """The structure element that holds what stands in an element of the HTML."""
        if element not in self.nodes:
            parent = self.parents.get(element)
            if element.tag == 'body' or element.get('class') == 'whole':
                self.nodes[element] = self.node(parent)
            else:
                self.nodes[element] = self.make(element, self.root if parent is None else self.node(parent))
        return self.nodes[element]

    def make(self, element, parent):
        entries = {}
        if element.get('lang'):
            entries['Lang'] = pydyf.String(element.get('lang'))
        if element.tag == 'th':
            scope = '/Row' if element.get('scope') == 'row' else '/Column'
            entries['A'] = pydyf.Dictionary({'O': '/Table', 'Scope': scope})
        is_pair = element.tag == 'div' and self.parents[element].tag == 'dl'
        node = self.new('LI' if is_pair else TYPES.get(element.tag, INLINE), parent, **entries)
        if element.tag != 'li':
            return node
        self.nodes[element, 'marker'] = self.new('Lbl', node)
        return self.new('LBody', node)

    def holder(self, element, element_tag):
        node = self.node(element)
        return self.nodes[element, 'marker'] if element_tag.endswith('::marker') else node


def tag(file, metadata, document, streams):
    structure = Structure(file, document._html.etree_element)
    numbers = pydyf.Array()
    for page, stream in enumerate(streams):
        holders = pydyf.Array()
        for mark, (element, element_tag) in enumerate(stream.marked):
            holder = structure.holder(element, element_tag)
            reference = file.page_references[page]
            if holder.setdefault('Pg', reference) == reference:
                holder['K'].append(mark)
            else:
                holder['K'].append(pydyf.Dictionary({'Type': '/MCR', 'Pg': reference, 'MCID': mark}))
            holders.append(holder.reference)
        numbers.extend((page, holders))
    add_links(structure, document, numbers)
    tree = structure.add(pydyf.Dictionary({'Nums': numbers}))
    structure.root['ParentTree'] = tree.reference
    structure.root['ParentTreeNextKey'] = len(numbers) // 2
    file.catalog['StructTreeRoot'] = structure.root.reference
    file.catalog['MarkInfo'] = pydyf.Dictionary({'Marked': 'true'})
    file.catalog['ViewerPreferences'] = pydyf.Dictionary({'DisplayDocTitle': 'true'})
    add_metadata(file, metadata, 'ua', version=1, conformance=None)


def add_links(structure, document, numbers):
    for page, (links, _) in enumerate(resolve_links(document.pages)):
        for _, _, _, box in links:
            node = structure.node(box.element)
            key = len(numbers) // 2
            node['K'].append(pydyf.Dictionary({
                'Type': '/OBJR', 'Pg': structure.file.page_references[page], 'Obj': box.link_annotation.reference}))
            box.link_annotation['StructParent'] = key
            box.link_annotation['F'] = 4  # printed with the page
            numbers.extend((key, node.reference))


pdf.VARIANTS['pdf/ua-1'] = (tag, {'mark': True})
