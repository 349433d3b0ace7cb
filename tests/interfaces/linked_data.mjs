// Readers of RDF, JSON-LD, XML and Link headers judge the linked data: all vocabularies, the catalogue of statistics,
// a document of each type with its page, the sitemaps and the description of the search.
//   node tests/interfaces/linked_data.mjs --build build/dev

import { spawnSync } from "node:child_process";
import { Findings, load_tool, read_options, with_server } from "./harness.mjs";

const { build } = read_options();
const jsonld = load_tool(build, "jsonld");
const LinkHeader = load_tool(build, "http-link-header");

const run = (program, options, input) =>
    spawnSync(program, options, { input, encoding: "utf8", maxBuffer: 256 * 1024 * 1024 });

/// Nothing is fetched: schema.org's context is, for what is written here, its vocabulary and what is an address.
const without_network = async (address) => {
    if (!/^https?:\/\/schema\.org\/?$/.test(address)) throw new Error(`the context ${address} is not known here`);
    return { contextUrl: null, documentUrl: address, document: { "@context": { "@vocab": "https://schema.org/" } } };
};

await with_server(build, "linked_data", async (base) => {
    const findings = new Findings();
    const get = async (path, headers = {}) => {
        const answer = await fetch(new URL(path, base), { headers, redirect: "manual" });
        return { status: answer.status, headers: answer.headers, text: await answer.text() };
    };
    const local = (address) => new URL(address).pathname + new URL(address).search;

    /// The statements that rapper finds, sorted, with the names of blank nodes taken away.
    const read_rdf = async (path, format) => {
        const { status, text } = await get(`${path}?format=${format}`);
        const syntax = format === "turtle" ? "turtle" : "rdfxml";
        const read = run("rapper", ["--quiet", "-i", syntax, "-o", "ntriples", "-", "http://example.org/"], text);
        findings.checked();
        if (status !== 200 || read.status !== 0 || /error|warning/i.test(read.stderr)) {
            findings.add(`${path} as ${format}`, `rapper: ${read.stderr.split("\n")[0]}`, `status ${status}`);
        }
        return new Set(read.stdout.split("\n").filter(Boolean).map((line) => line.replace(/_:\S+/g, "_:b")));
    };
    const read_json_ld = async (path) => {
        const { status, text } = await get(`${path}?format=json-ld`);
        findings.checked();
        try {
            const quads = await jsonld.toRDF(JSON.parse(text), {
                documentLoader: without_network,
                format: "application/n-quads",
            });
            if (quads.trim() === "") findings.add(path, "JSON-LD says nothing");
            return quads.split("\n").filter(Boolean).length;
        } catch (error) {
            findings.add(path, `jsonld: ${error.message}`, `status ${status}`);
            return 0;
        }
    };
    /// The three forms say the same.
    const check_graph = async (path) => {
        const turtle = await read_rdf(path, "turtle");
        const xml = await read_rdf(path, "rdf-xml");
        const count = await read_json_ld(path);
        if (turtle.size === 0) findings.add(path, "has no statements");
        const others = [...turtle].filter((line) => !xml.has(line));
        if (turtle.size !== xml.size || others.length > 0) {
            findings.add(path, `Turtle has ${turtle.size} statements, RDF/XML ${xml.size}`, others[0] ?? "");
        }
        if (count < turtle.size) findings.add(path, `JSON-LD has ${count} statements, Turtle ${turtle.size}`);
    };
    const check_xml = (place, text) => {
        findings.checked();
        const read = run("xmllint", ["--noout", "-"], text);
        if (read.status !== 0) findings.add(place, `xmllint: ${read.stderr.split("\n")[0]}`);
    };

    const { vocabularies } = JSON.parse((await get("/api/v1/vocabularies")).text);
    await check_graph("/api/v1/vocabularies");
    for (const { id } of vocabularies) {
        const path = `/api/v1/vocabularies/${id}`;
        await check_graph(path);
        const { concepts } = JSON.parse((await get(path)).text);
        const some = concepts[0];
        await check_graph(`${path}/${some.id}`);
        const iri = new URL(some.iri).pathname;
        for (const [accept, expected] of [
            ["text/html", /^\/[a-z]{2}\//],
            ["text/turtle", /format=turtle$/],
            ["application/rdf+xml", /format=rdf-xml$/],
            ["application/ld+json", /format=json-ld$/],
        ]) {
            const { status, headers } = await get(iri, { accept });
            findings.checked();
            if (status !== 303 || !expected.test(headers.get("location") ?? "")) {
                findings.add(`${iri} for ${accept}`, `leads to ${headers.get("location")}`, `status ${status}`);
            }
        }
    }
    await check_graph("/api/v1/catalogue");

    const { facets } = JSON.parse((await get("/api/v1/search?limit=1")).text);
    for (const { value: type } of facets.type) {
        const { results } = JSON.parse((await get(`/api/v1/search?type=${type}&limit=1`)).text);
        const { id } = results[0];
        await read_json_ld(`/api/v1/documents/${id}`);
        for (const format of ["dublin-core", "mods"]) {
            check_xml(`${id} as ${format}`, (await get(`/api/v1/documents/${id}?format=${format}`)).text);
        }
        const page = await get(`/en/${type === "collection" ? "collections" : "documents"}/${id}`);
        const scripts = [...page.text.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
        findings.checked();
        if (scripts.length !== 1) findings.add(id, `its page has ${scripts.length} blocks of JSON-LD`);
        for (const [, script] of scripts) {
            const expanded = await jsonld.expand(JSON.parse(script), { documentLoader: without_network });
            if (expanded.length < 2) findings.add(id, "the JSON-LD of its page says too little");
        }
        const links = LinkHeader.parse(page.headers.get("link") ?? "");
        for (const relation of ["cite-as", "describedby", "license", "type", "linkset"]) {
            if (links.rel(relation).length === 0) findings.add(id, `its page has no link '${relation}'`);
        }
        if (links.rel("cite-as").length !== 1) findings.add(id, "its page is cited by more than one address");
        for (const link of [...links.rel("describedby"), ...links.rel("item"), ...links.rel("linkset")]) {
            const answer = await get(local(link.uri));
            const media_type = (answer.headers.get("content-type") ?? "").split(";")[0];
            findings.checked();
            if (answer.status !== 200 || media_type !== link.type) {
                findings.add(link.uri, `is ${media_type}`, `status ${answer.status}, the link says ${link.type}`);
            }
            if (link.rel === "describedby" && !/rel="describes"/.test(answer.headers.get("link") ?? "")) {
                findings.add(link.uri, "does not say what it describes");
            }
            if (link.rel === "item" && !/rel="collection"/.test(answer.headers.get("link") ?? "")) {
                findings.add(link.uri, "does not say what it belongs to");
            }
        }
        const { linkset } = JSON.parse((await get(`/api/v1/documents/${id}/linkset`)).text);
        const as_text = LinkHeader.parse((await get(`/api/v1/documents/${id}/linkset?format=linkset`)).text);
        const targets = linkset.flatMap(({ anchor, ...relations }) => Object.values(relations).flat());
        if (as_text.refs.length !== targets.length) {
            findings.add(id, `its links are ${as_text.refs.length} as text, ${targets.length} as JSON`);
        }
    }

    const index = (await get("/sitemap.xml")).text;
    check_xml("/sitemap.xml", index);
    const robots = (await get("/robots.txt")).text;
    if (!/^Sitemap: .*\/sitemap\.xml$/m.test(robots)) findings.add("/robots.txt", "does not name the sitemap");
    for (const [, part] of index.matchAll(/<loc>(.*?)<\/loc>/g)) {
        const { text } = await get(local(part));
        check_xml(part, text);
        const addresses = [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address);
        if (addresses.length === 0 || addresses.length > 50000) findings.add(part, `has ${addresses.length} addresses`);
        // One in fifty, so that the walk stays short; the crawl of the pages follows every link.
        for (const address of addresses.filter((_, place) => place % 50 === 0)) {
            const { status } = await get(local(address));
            findings.checked();
            if (status !== 200) findings.add(address, `is in the sitemap and answers ${status}`);
        }
    }

    const description = (await get("/opensearch.xml?lang=sv")).text;
    check_xml("/opensearch.xml", description);
    for (const [, template] of description.matchAll(/template="(.*?)"/g)) {
        const path = local(
            template
                .replaceAll("&amp;", "&")
                .replace("{searchTerms}", "arbete")
                .replace(/\{startPage\?\}/, "1")
                .replace(/\{count\?\}/, "5"),
        );
        const { status } = await get(path);
        findings.checked();
        if (status !== 200) findings.add(path, `answers ${status}`, "it is a template of /opensearch.xml");
    }
    const [typed, texts] = JSON.parse((await get("/api/v1/suggest?q=arb&lang=sv&format=suggestions")).text);
    findings.checked();
    if (typed !== "arb" || texts.length === 0) findings.add("suggestions", "a browser gets none");
    findings.report("checks of linked data");
});
