// Feeds are read by parsers that others wrote: feedsmith, and feedparser of Python.
//   node tests/interfaces/feeds.mjs --build build/dev

import { execFileSync } from "node:child_process";
import { Findings, load_tool, read_options, with_server } from "./harness.mjs";

const { build } = read_options();
const { parseAtomFeed, parseJsonFeed } = load_tool(build, "feedsmith");
const findings = new Findings();

const searches = ["lang=sv", "q=språkcafé&lang=fi", "theme=women&lang=da", "country=is&lang=en", "type=news&lang=is"];

function expect(place, what, holds) {
    findings.checked();
    if (!holds) findings.add(place, what);
}

async function fetch_text(address, type) {
    const response = await fetch(address);
    expect(address, `is ${response.headers.get("content-type")}`, response.headers.get("content-type").startsWith(type));
    return response.text();
}

/// What Python's feedparser sees of a feed.
function parsed_by_python(body) {
    const program = `
import feedparser, json, sys
feed = feedparser.parse(sys.stdin.buffer.read())
print(json.dumps({"bozo": int(feed.bozo), "version": feed.version, "title": feed.feed.get("title", ""),
  "entries": [{"id": e.id, "title": e.title, "dated": bool(e.updated_parsed and e.published_parsed),
    "authors": len(e.authors), "tags": len(e.tags), "link": e.link, "language": e.title_detail.language}
    for e in feed.entries]}))`;
    return JSON.parse(execFileSync("/usr/bin/python3", ["-c", program], { input: body, encoding: "utf8" }));
}

async function judge_atom(base, search) {
    const ids = new Set();
    let title;
    for (let next = `${base}/api/v1/search?${search}&format=atom`; next; ) {
        const body = await fetch_text(next, "application/atom+xml");
        execFileSync("xmllint", ["--noout", "-"], { input: body });
        const feed = parseAtomFeed(body);
        const other = parsed_by_python(body);
        const links = Object.fromEntries(feed.links.map((link) => [link.rel, link.href]));
        expect(next, "feedparser finds fault with it", other.bozo === 0 && other.version === "atom10");
        expect(next, "has another title on another page", (title ??= feed.title) === feed.title);
        expect(next, "parsers do not agree", other.entries.length === feed.entries.length);
        expect(next, "has no link to itself or to a page", !!links.self && !!links.alternate);
        for (const [i, entry] of feed.entries.entries()) {
            expect(next, `${entry.id} comes twice`, !ids.has(entry.id));
            ids.add(entry.id);
            const seen = other.entries[i];
            expect(next, `${entry.id} is not told in full`, seen.dated && seen.authors > 0 && seen.tags > 0);
            expect(next, `${entry.id} says no language`, !!seen.language);
        }
        expect(next, "has more entries than a page should", feed.entries.length <= 50);
        next = links.next;
    }
    return ids;
}

async function judge_json(base, search) {
    const ids = new Set();
    for (let next = `${base}/api/v1/search?${search}&format=json-feed`; next; ) {
        const feed = parseJsonFeed(JSON.parse(await fetch_text(next, "application/feed+json")));
        expect(next, "has no address of its own", !!feed.feed_url && !!feed.home_page_url);
        for (const item of feed.items) {
            expect(next, `${item.id} comes twice`, !ids.has(item.id));
            ids.add(item.id);
            expect(next, `${item.id} is not told in full`, !!item.content_text && !!item.date_modified && !!item.url);
        }
        next = feed.next_url;
    }
    return ids;
}

await with_server(build, "feeds", async (address) => {
    for (const search of searches) {
        const { total } = await (await fetch(`${address}/api/v1/search?${search}&limit=1`)).json();
        const atom = await judge_atom(address, search);
        const json = await judge_json(address, search);
        expect(search, `the feed has ${atom.size} of ${total}`, atom.size === total && total > 0);
        expect(search, "the two feeds differ", [...atom].every((id) => json.has(id)) && json.size === atom.size);
    }
});
findings.report("checks of feeds");
