// Writes schemas/examples.json, the answers that the description of the API shows, from what the server answers now.
// Run it when an answer gets a new member:
//   CLEARINGHOUSE_PROGRAMS=build/release/bin node tests/interfaces/make_examples.mjs --build build/dev

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { repository } from "../browser/tools.mjs";
import { read_options, with_server } from "./harness.mjs";

const entries = 3;
const characters = 300;
const lines = 20;
const characters_of_text = 1500;
/// What addresses of this site begin with in schemas/.
const site = "https://clearinghouse.example";

/// By operation, then by media type. The other formats of an operation are asked for as its JSON is.
const requests = {
    search: {
        "application/json": "/api/v1/search?q=mentor&country=se&facets=type,year&limit=1",
        "text/csv": "/api/v1/search?q=mentor&country=se&fields=id,title,year,evidence_level&format=csv",
    },
    suggest: { "application/json": "/api/v1/suggest?q=arbets&lang=sv&limit=3" },
    getDocument: {
        "application/json": "/api/v1/documents/yalla-trappan?lang=en",
        "application/x-research-info-systems": "/api/v1/documents/yalla-trappan?format=ris",
        "application/x-bibtex": "/api/v1/documents/yalla-trappan?format=bibtex",
    },
    similarDocuments: { "application/json": "/api/v1/documents/yalla-trappan/similar" },
    getLinks: { "application/linkset+json": "/api/v1/documents/yalla-trappan/linkset" },
    listCollections: { "application/json": "/api/v1/collections?lang=en" },
    getCollection: { "application/json": "/api/v1/collections/2020-civil-society?lang=en" },
    listVocabularies: { "application/json": "/api/v1/vocabularies" },
    getVocabulary: { "application/json": "/api/v1/vocabularies/goals" },
    getConcept: { "application/json": "/api/v1/vocabularies/themes/women" },
    getEvidenceMap: {
        "application/json": "/api/v1/evidence-map?rows=goal&columns=perspective",
        "text/csv": "/api/v1/evidence-map?rows=perspective&columns=country&format=csv",
    },
    compare: { "application/json": "/api/v1/compare?ids=yalla-trappan,kvinder-i-job&lang=en" },
    getStatistic: {
        "application/json": "/api/v1/statistics/greenland-filipino-thai-population-2026?lang=en",
        "text/csv": "/api/v1/statistics/greenland-filipino-thai-population-2026?format=csv",
    },
    listStatistics: { "application/json": "/api/v1/statistics?lang=en" },
    listEvents: { "application/json": "/api/v1/events?country=se&lang=en" },
    listChanges: { "application/json": "/api/v1/changes?since=2020-01-01T00:00:00Z&limit=2" },
    getCatalogue: { "application/ld+json": "/api/v1/catalogue" },
    listDump: { "application/json": "/api/v1/dump" },
    getCatalog: { "application/linkset+json": "/.well-known/api-catalog" },
};

/// The beginning of what is long, so that an example can be read.
function shortened(value) {
    if (typeof value === "string") return value.length > characters ? `${value.slice(0, characters)} …` : value;
    if (Array.isArray(value)) return value.slice(0, entries).map(shortened);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, shortened(inside)]));
}

/// The first lines of a text.
function beginning(text) {
    const first = text.split("\n").slice(0, lines).join("\n");
    return first.length > characters_of_text ? `${first.slice(0, characters_of_text)} …` : first;
}

/// The requests of an operation in all its formats: those that are written out, and the first of them with format=.
function in_all_formats(description, operation) {
    const written = Object.values(requests[operation]);
    const [first] = written;
    const described = Object.values(description.paths).find(({ get }) => get.operationId === operation).get;
    const format = described.parameters?.find(({ name }) => name === "format");
    const more = (format?.schema.enum ?? []).map((name) => `${first}${first.includes("?") ? "&" : "?"}format=${name}`);
    return [...written, ...more];
}

const examples = {};
await with_server(read_options().build, "examples", async (base) => {
    const description = await (await fetch(`${base}/api/v1/openapi.json`)).json();
    for (const operation of Object.keys(requests)) {
        examples[operation] = {};
        for (const request of in_all_formats(description, operation)) {
            const response = await fetch(base + request);
            const body = (await response.text()).replaceAll(base, site);
            // A format that this document does not have, such as the calendar of a practice.
            if (response.status === 404 || response.status === 406) continue;
            if (!response.ok) throw new Error(`${request} was answered ${response.status}: ${body}`);
            const type = response.headers.get("content-type").split(";")[0];
            if (examples[operation][type]) continue;
            const is_json = type.includes("json") && type !== "application/jsonl";
            const value = is_json ? shortened(JSON.parse(body)) : beginning(body);
            examples[operation][type] = { summary: `GET ${request}`, value };
        }
    }
});
await writeFile(path.join(repository, "schemas/examples.json"), `${JSON.stringify(examples, null, 2)}\n`);
