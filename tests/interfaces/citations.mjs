// Citation managers' own parsers read the references of all documents, and find in each what its file says.
//   node tests/interfaces/citations.mjs --build build/dev

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { repository } from "../browser/tools.mjs";
import { Findings, load_tool, read_options, with_server } from "./harness.mjs";

const { build } = read_options();
const { plugins } = load_tool(build, "@citation-js/core");
for (const plugin of ["csl", "bibtex", "ris"]) load_tool(build, `@citation-js/plugin-${plugin}`);

const page = 100;

/// The format of citation-js that reads what we offer under a name.
const readers = {
    ris: "@ris/file",
    bibtex: "@bibtex/text",
    "csl-json": "@csl/list+object",
};

/// Titles and names as they are compared: without the marks that parsers leave, in one Unicode form, spaces alike.
const plain = (text) =>
    String(text ?? "")
        .replace(/<\/?span[^>]*>/g, "")
        .normalize("NFC")
        .replace(/[\s\u00a0]+/g, " ")
        .replace(/[‘’']/g, "’")
        .replace(/[“”„"]/g, "”")
        .trim();

const full_name = (name) =>
    plain(
        name.literal ??
            [name.given, name["dropping-particle"], name["non-dropping-particle"], name.family].filter(Boolean).join(" "),
    );

async function read_all(base, format) {
    const texts = [];
    for (let address = `${base}/api/v1/search?limit=${page}`; address; ) {
        const list = await (await fetch(address)).json();
        const same = new URL(address, base);
        same.searchParams.set("format", format);
        const answer = await fetch(same);
        if (!answer.ok) throw new Error(`${same}: ${answer.status}`);
        texts.push(await answer.text());
        address = list.next && new URL(new URL(list.next).pathname + new URL(list.next).search, base).href;
    }
    return texts;
}

const unescaped = (text) =>
    text
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"')
        .replaceAll("&apos;", "'")
        .replaceAll("&amp;", "&");

/// What a file of content says, read by its tags: those named here hold text alone.
function read_document(xml) {
    const all = (part, tag) => [...part.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, "g"))].map((m) => unescaped(m[1]));
    const metadata = xml.match(/<metadata>.*?<\/metadata>/s)[0];
    const original = xml.match(/<text lang="[a-z]+">.*?<\/text>/s)[0];
    const [title] = all(original, "title");
    const [subtitle] = all(original, "subtitle");
    const authors = all(metadata, "author");
    const [date] = all(metadata, "date");
    return {
        title: plain(subtitle ? `${title}: ${subtitle}` : title),
        makers: (authors.length > 0 ? authors : all(metadata, "publisher")).map(plain),
        year: date && Number(date.slice(0, 4)),
    };
}

/// All published documents by id.
async function read_content() {
    const documents = new Map();
    const content = path.join(repository, "content");
    for (const folder of await readdir(content, { withFileTypes: true })) {
        if (!folder.isDirectory() || folder.name === "vocabularies") continue;
        for (const file of await readdir(path.join(content, folder.name))) {
            if (!file.endsWith(".xml")) continue;
            const xml = await readFile(path.join(content, folder.name, file), "utf8");
            if (/status="published"/.test(xml)) documents.set(file.slice(0, -4), read_document(xml));
        }
    }
    return documents;
}

function compare(findings, place, item, document) {
    if (plain(item.title) !== document.title) {
        findings.add(place, `the title came back as '${plain(item.title)}'`, `it is '${document.title}'`);
    }
    const year = item.issued?.["date-parts"]?.[0]?.[0];
    if (document.year && Number(year) !== document.year) {
        findings.add(place, `the year came back as ${year}`, `it is ${document.year}`);
    }
    const names = (item.author ?? []).map(full_name).join("; ");
    if (names !== document.makers.join("; ")) {
        findings.add(place, `the authors came back as '${names}'`, `they are '${document.makers.join("; ")}'`);
    }
}

await with_server(build, "citations", async (base) => {
    const findings = new Findings();
    const documents = await read_content();
    for (const [format, reader] of Object.entries(readers)) {
        const seen = new Set();
        for (const text of await read_all(base, format)) {
            const input = format === "csl-json" ? JSON.parse(text) : text;
            for (const item of plugins.input.chain(input, { generateGraph: false, forceType: reader })) {
                const id = item.URL?.split("/").pop();
                findings.checked();
                seen.add(id);
                if (documents.has(id)) {
                    compare(findings, `${format} ${id}`, item, documents.get(id));
                } else {
                    findings.add(`${format} ${item.title}`, `leads to '${item.URL}', which is no document`);
                }
            }
        }
        if (seen.size !== documents.size) {
            findings.add(format, `${seen.size} references came back`, `${documents.size} documents are published`);
        }
    }
    findings.report("references read back");
});
