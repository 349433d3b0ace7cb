// Follows links from the home pages and writes every page, and a list of them with their links, for the other tests.
//   node tests/browser/crawl.mjs --build build/dev

import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { Findings } from "./findings.mjs";
import { make_index, with_server } from "./server.mjs";
import { beginnings, languages, page_type, read_document_types, short } from "./site.mjs";
import { read_options, work_folder } from "./tools.mjs";

const pages_per_language = 250;
const pages_per_type = 100;
// Filters and page numbers combine into more searches than anybody reads.
const pages_with_parameters = 40;

const entities = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&#39;": "'", "&#x2F;": "/" };
const decode = (text) => text.replace(/&[#\w]+;/g, (entity) => entities[entity] ?? entity);

/// Values of attributes; enough for HTML that the HTML checker accepts.
function values_of(html, tags, attributes) {
    const tag = new RegExp(`<(?:${tags})\\b[^>]*>`, "g");
    const attribute = new RegExp(`\\s(?:${attributes})="([^"]*)"`, "g");
    return (html.match(tag) ?? []).flatMap((text) => [...text.matchAll(attribute)].map((found) => decode(found[1])));
}

function read_page(address, html) {
    const links = values_of(html, "a|link|img|script|form|source|iframe", "href|src|action")
        .map((link) => new URL(link, address))
        .filter((link) => link.protocol === "http:" && link.host === new URL(address).host);
    const empty = values_of(html, "a|link|img|script|iframe", "href|src").filter((link) => link === "").length;
    return { empty, links: [...new Set(links.map((link) => link.href))], anchors: values_of(html, "[a-z]\\w*", "id") };
}

class Crawl {
    pages = [];
    seen_ = new Set();

    constructor(origin, document_types, findings) {
        this.origin = origin;
        this.document_types = document_types;
        this.findings = findings;
    }

    /// Breadth first, so that every type of page is met before the limit is.
    async follow(language) {
        let waiting = beginnings(this.origin, language, this.document_types);
        let with_parameters = 0;
        let visited = 0;
        while (waiting.length > 0 && visited < pages_per_language) {
            const next = waiting.shift();
            if (this.seen_.has(next.address)) continue;
            this.seen_.add(next.address);
            if (!next.status && next.address.includes("?") && ++with_parameters > pages_with_parameters) continue;
            const page = await this.visit(next, language);
            if (!page) continue;
            visited += 1;
            const below = page.links.map((link) => link.replace(/#.*/, ""));
            waiting.push(
                ...below
                    .filter((link) => new URL(link).pathname.startsWith(`/${language}/`))
                    .map((address) => ({ address })),
            );
        }
    }

    async visit({ address, status = 200 }, language) {
        const answer = await fetch(address, { redirect: "follow" });
        const html = await answer.text();
        const type = answer.headers.get("content-type") ?? "";
        this.findings.checked();
        if (answer.status !== status)
            this.findings.add(short(address), `answered ${answer.status} instead of ${status}`);
        if (!type.startsWith("text/html")) return null;
        if (answer.redirected) this.seen_.add(answer.url);
        const page = { address, language, status: answer.status, ...read_page(answer.url, html) };
        if (page.empty > 0) this.findings.add(short(address), `${page.empty} links lead nowhere (href or src is empty)`);
        page.type = page_type(answer.url, answer.status, this.document_types);
        this.pages.push({ ...page, file: `${String(this.pages.length).padStart(4, "0")}.html`, html });
        return page;
    }

    async write(folder) {
        await rm(path.join(folder, "pages"), { recursive: true, force: true });
        await mkdir(path.join(folder, "pages"), { recursive: true });
        for (const page of this.pages) await writeFile(path.join(folder, "pages", page.file), page.html);
        const pages = this.pages.map(({ html, ...page }) => page);
        await writeFile(path.join(folder, "crawl.json"), JSON.stringify({ origin: this.origin, pages }, null, 1));
    }
}

const { build } = read_options();
const findings = new Findings();
await make_index(build);
await with_server(build, "crawl", async (origin) => {
    const crawl = new Crawl(origin, await read_document_types(origin), findings);
    for (const language of languages) await crawl.follow(language);
    await crawl.write(work_folder(build));
    const counts = new Map();
    for (const { type } of crawl.pages) counts.set(type, (counts.get(type) ?? 0) + 1);
    for (const [type, count] of [...counts].sort()) console.log(`${String(count).padStart(5)} ${type}`);
});
findings.report("pages answered");
