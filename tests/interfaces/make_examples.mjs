// Writes schemas/examples.json, the answers that the description of the API shows, from what the server answers now.
// Run it when an answer gets a new member:
//   CLEARINGHOUSE_PROGRAMS=build/release/bin node tests/interfaces/make_examples.mjs --build build/dev

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { repository } from "../browser/tools.mjs";
import { read_options, with_server } from "./harness.mjs";

const entries = 3;
const characters = 300;
/// What addresses of this site begin with in schemas/.
const site = "https://clearinghouse.example";

/// By operation, then by media type.
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
    listDump: { "application/json": "/api/v1/dump" },
};

/// The beginning of what is long, so that an example can be read.
function shortened(value) {
    if (typeof value === "string") return value.length > characters ? `${value.slice(0, characters)} …` : value;
    if (Array.isArray(value)) return value.slice(0, entries).map(shortened);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, shortened(inside)]));
}

const examples = {};
await with_server(read_options().build, "examples", async (base) => {
    for (const [operation, by_type] of Object.entries(requests)) {
        examples[operation] = {};
        for (const [type, request] of Object.entries(by_type)) {
            const response = await fetch(base + request);
            const body = (await response.text()).replaceAll(base, site);
            if (!response.ok) throw new Error(`${request} was answered ${response.status}: ${body}`);
            const value = type.includes("json") ? shortened(JSON.parse(body)) : body.split("\n").slice(0, 20).join("\n");
            examples[operation][type] = { summary: `GET ${request}`, value };
        }
    }
});
await writeFile(path.join(repository, "schemas/examples.json"), `${JSON.stringify(examples, null, 2)}\n`);
