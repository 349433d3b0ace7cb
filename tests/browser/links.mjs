// Asks for every address of this site that any crawled page or the sitemap names, and looks for the places that they
// point at.
//   node tests/browser/links.mjs --build build/dev

import { Findings } from "./findings.mjs";
import { with_server } from "./server.mjs";
import { read_crawl, short } from "./site.mjs";
import { in_parallel, read_options } from "./tools.mjs";

const without_fragment = (address) => address.replace(/#.*/, "");

/// Every address with one page that names it.
function addresses_of(pages) {
    const named_by = new Map();
    for (const page of pages) {
        for (const link of page.links) if (!named_by.has(link)) named_by.set(link, page);
    }
    return named_by;
}

/// A refused page names itself in other languages; that these are refused too was wanted.
function leads_to_same_refusal(page, address) {
    const without_language = (text) => text.replace(/^(https?:\/\/[^/]+\/)[^/]+/, "$1");
    return page.status >= 400 && without_language(page.address) === without_language(address);
}

/// The status, or why there is none.
async function status_of(address) {
    try {
        const answer = await fetch(address, { redirect: "follow" });
        await answer.arrayBuffer();
        return answer.status;
    } catch (error) {
        return error.cause?.message ?? error.message;
    }
}

/// Every page in every language, as search engines are told of them.
async function read_sitemap(origin) {
    const read = async (address) => (await fetch(address)).text();
    const values = (xml, pattern) => [...xml.matchAll(pattern)].map(([, address]) => address);
    const parts = values(await read(`${origin}/sitemap.xml`), /<loc>([^<]*)<\/loc>/g);
    const maps = await Promise.all(parts.map(read));
    return new Set(maps.flatMap((map) => [...values(map, /<loc>([^<]*)<\/loc>/g), ...values(map, / href="([^"]*)"/g)]));
}

const { build } = read_options();
const findings = new Findings();
await with_server(build, "links", async (origin) => {
    const pages = await read_crawl(build, origin);
    const crawled = new Map(pages.map((page) => [page.address, page]));
    const named_by = addresses_of(pages);

    const unknown = new Set([...named_by.keys()].map(without_fragment));
    for (const address of crawled.keys()) unknown.delete(address);
    const statuses = new Map(pages.map(({ address, status }) => [address, status]));
    await in_parallel(4, unknown, async (address) => statuses.set(address, await status_of(address)));

    const in_sitemap = await read_sitemap(origin);
    if (in_sitemap.size < crawled.size) findings.add("sitemap", `names ${in_sitemap.size} addresses only`);
    await in_parallel(4, in_sitemap, async (address) => {
        const status = statuses.get(address) ?? (await status_of(address));
        if (status !== 200) findings.add("sitemap", `${short(address)} answers ${status}`);
        findings.checked();
    });

    for (const [link, page] of named_by) {
        const address = without_fragment(link);
        const status = statuses.get(address);
        const is_fine = status < 400 || leads_to_same_refusal(page, address);
        if (!is_fine) findings.add(short(page.address), `link to ${short(link)} answers ${status}`);
        const anchor = decodeURIComponent(new URL(link).hash.slice(1));
        const target = crawled.get(address);
        if (anchor && target && !target.anchors.includes(anchor))
            findings.add(short(page.address), `link to ${short(link)} points at nothing`);
        findings.checked();
    }
});
findings.report("links followed");
