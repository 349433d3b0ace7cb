// What the tests know about the site: where to begin, and which pages are of one type. Types come from the shape of
// addresses, so a page that is added later is picked up as soon as another page links to it.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { work_folder } from "./tools.mjs";

export const languages = ["en", "sv"];

/// Searches that no link leads to, so the crawl begins at them too.
const searches = [
    "search?q=integration",
    "search?q=language+training&type=learning-example&country=se",
    "search?q=xqzvxqzv",
    "compare?ids=jobbsjansen,kvinder-i-job",
    "evidence-map?rows=theme&columns=target-group&colour=type",
    'search?q="housing',
];

/// A search as long as somebody pastes it, in the language of its page.
const pasted = { en: "work+for+newcomers+", sv: "arbete+för+nyanlända+" };

/// Addresses that must be refused, with a page that helps.
const refusals = [
    { path: "no-such-page", status: 404 },
    { path: "documents/no-such-document", status: 404 },
    { path: "themes/no-such-theme", status: 404 },
    { path: "search?sort=sideways", status: 400 },
    { path: "search?page=100000", status: 400 },
    { path: "compare?ids=no-such-document", status: 400 },
];

/// The types of documents, each with some of its documents, from the search's own facet.
export async function read_document_types(origin) {
    const ask = async (query) => {
        const answer = await fetch(`${origin}/api/v1/search?lang=en&${query}`);
        if (!answer.ok) throw new Error(`the search API answered ${answer.status} to ${query}`);
        return answer.json();
    };
    const types = new Map();
    for (const { value } of (await ask("limit=1")).facets.type) {
        const { results } = await ask(`type=${value}&limit=50`);
        types.set(
            value,
            results.map((result) => result.id),
        );
    }
    return types;
}

/// Where a crawl begins: address, and the status that must answer.
export function beginnings(origin, language, document_types) {
    const of_types = [...document_types]
        .filter(([type]) => type !== "collection") // Collections have pages of their own.
        .flatMap(([, ids]) => ids.slice(0, 3).map((id) => `documents/${id}`));
    const found = ["", ...searches, `search?q=${pasted[language].repeat(20)}`, ...of_types].map((place) => ({ path: place, status: 200 }));
    return [...found, ...refusals].map(({ path: place, status }) => ({
        address: new URL(`/${language}/${place}`, origin).href,
        status,
    }));
}

/// The shape of an address, such as "documents/{learning-example}", "themes/{}" or "search?" (with parameters).
export function page_type(address, status, document_types) {
    if (status >= 400) return `refusal ${status}`;
    const { pathname, search } = new URL(address);
    const [, , first, ...rest] = pathname.split("/");
    const has_parameters = search ? "?" : "";
    if (!first) return `home${has_parameters}`;
    const type = has_parameters ? "" : ([...document_types].find(([, ids]) => ids.includes(rest[0]))?.[0] ?? "");
    return [first, ...rest.map(() => `{${type}}`)].join("/") + has_parameters;
}

/// What the crawl wrote, for the server at `origin`, which need not be the one that was crawled.
export async function read_crawl(build, origin) {
    const crawl = JSON.parse(await readFile(path.join(work_folder(build), "crawl.json"), "utf8"));
    const moved = (address) =>
        address.startsWith(crawl.origin) ? origin + address.slice(crawl.origin.length) : address;
    return crawl.pages.map((page) => ({ ...page, address: moved(page.address), links: page.links.map(moved) }));
}

/// Some pages of each type and language.
export function sample(pages, count) {
    const taken = new Map();
    return pages.filter(({ language, type }) => {
        const key = `${language} ${type}`;
        taken.set(key, (taken.get(key) ?? 0) + 1);
        return taken.get(key) <= count;
    });
}

/// An address as a message names it.
export function short(address) {
    const { pathname, search, hash } = new URL(address);
    return decodeURI(pathname + search + hash).slice(0, 120);
}
