// Two harvesters that others wrote take everything over OAI-PMH, and later only what has changed; xmllint judges every
// kind of answer by a schema after the standard's text.
//   node tests/interfaces/oai.mjs --build build/dev

import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Copy, next_generation, run } from "./copy.mjs";
import { Findings, load_tool, read_options } from "./harness.mjs";

const { build } = read_options();
const { OaiPmh } = load_tool(build, "oai-pmh");
const findings = new Findings();
const schema = path.join(path.dirname(fileURLToPath(import.meta.url)), "oai-pmh.rng");

function expect(place, what, holds) {
    findings.checked();
    if (!holds) findings.add(place, what);
}

/// Everything that the client of npm gets: id -> is it deleted?
async function harvest(address, options) {
    const found = new Map();
    for await (const record of new OaiPmh(`${address}/oai`).listRecords(options)) {
        const { identifier } = record.header;
        expect("npm oai-pmh", `${identifier} comes twice`, !found.has(identifier));
        const is_deleted = record.header.$?.status === "deleted";
        expect("npm oai-pmh", `${identifier} is neither deleted nor described`, is_deleted !== !!record.metadata);
        found.set(identifier, is_deleted);
    }
    return found;
}

/// The same by Perl's. Its lists hold the last part alone, so each record is taken as it comes.
async function harvest_by_perl(address, format) {
    const program = `
        use HTTP::OAI;
        my $harvester = HTTP::OAI::Harvester->new(baseURL => $ARGV[0]);
        my $list = $harvester->ListRecords(metadataPrefix => $ARGV[1], onRecord => sub {
            my $record = shift;
            print join(" ", $record->identifier, $record->header->status || "there"), "\\n";
        });
        die $list->message if $list->is_error;`;
    const { stdout } = await run("perl", ["-e", program, `${address}/oai`, format], { maxBuffer: 1 << 26 });
    return new Map(
        stdout
            .trim()
            .split("\n")
            .map((line) => line.split(" "))
            .map(([identifier, status]) => [identifier, status === "deleted"]),
    );
}

function same(one, two) {
    return one.size === two.size && [...one].every(([id, is_deleted]) => two.get(id) === is_deleted);
}

async function ask(address, query) {
    return (await fetch(`${address}/oai?${query}`)).text();
}

async function judge(address, query) {
    findings.checked();
    const body = await ask(address, query);
    try {
        execFileSync("xmllint", ["--noout", "--relaxng", schema, "-"], { input: body, stdio: "pipe" });
    } catch (error) {
        findings.add(`/oai?${query}`, `xmllint: ${String(error.stderr).split("\n")[0]}`);
    }
    return body;
}

const copy = new Copy(build, "harvest");
await copy.make();
await copy.serve(async (address) => {
    const { documents, generation } = await (await fetch(`${address}/health`)).json();
    const client = new OaiPmh(`${address}/oai`);
    const all = await harvest(address, { metadataPrefix: "oai_dc" });
    expect("npm oai-pmh", `${all.size} of ${documents} documents`, all.size === documents);
    for (const { metadataPrefix } of await client.listMetadataFormats()) {
        const other = await harvest_by_perl(address, metadataPrefix);
        expect("HTTP::OAI", `${metadataPrefix}: ${other.size} records, not the ${all.size}`, same(all, other));
    }
    const first = [...all.keys()][0];
    const record = await client.getRecord(first, "mods");
    expect("npm oai-pmh", "GetRecord gives another record", record.header.identifier === first);
    const sets = new Set();
    for await (const { setSpec } of client.listSets()) sets.add(setSpec);
    expect("npm oai-pmh", "there are hardly any sets", sets.size > 50);
    // Sets of several documents: the client cannot read a list of one.
    for (const set of ["collection", "country:se", "theme", "theme:women", "type:learning-example"]) {
        expect("npm oai-pmh", `${set} is no set`, sets.has(set));
        for await (const { identifier } of client.listIdentifiers({ metadataPrefix: "oai_dc", set })) {
            expect("npm oai-pmh", `${identifier} is in ${set} and not in the whole`, all.has(identifier));
        }
    }

    for (const verb of ["Identify", "ListMetadataFormats", "ListSets", "Nonsense", "ListRecords"]) {
        await judge(address, `verb=${verb}`);
    }
    for (const list of ["ListIdentifiers", "ListRecords"]) {
        for (const format of ["oai_dc", "mods"]) {
            let body = await judge(address, `verb=${list}&metadataPrefix=${format}`);
            for (let token; (token = body.match(/<resumptionToken[^>]*>([^<]+)</)?.[1]); ) {
                body = await judge(address, `verb=${list}&resumptionToken=${token}`);
            }
        }
    }
    await judge(address, `verb=GetRecord&metadataPrefix=mods&identifier=${first}`);
    await judge(address, `verb=ListRecords&metadataPrefix=oai_dc&from=2999-01-01`);

    // One document is changed, one is deleted, and a list that was begun before is gone on with.
    const identify = await ask(address, "verb=Identify");
    const since = identify.match(/<responseDate>([^<]*)</)[1];
    const namespace = first.slice(0, first.lastIndexOf(":"));
    const begun = await ask(address, "verb=ListRecords&metadataPrefix=oai_dc");
    const token = begun.match(/<resumptionToken[^>]*>([^<]+)</)[1];
    await copy.replace("learning-examples/are-newcomer-service.xml", "<keyword>praktik</keyword>", "<keyword>lärande</keyword>");
    await rm(copy.file("news/refugee-children-sweden-do-better-in-school.xml"));
    await copy.index();
    await next_generation(address, generation);
    const changed = await harvest(address, { metadataPrefix: "oai_dc", from: since });
    const is = (id) => changed.get(`${namespace}:${id}`);
    expect("incremental harvest", "the changed document is missing", is("are-newcomer-service") === false);
    expect("incremental harvest", "the deletion is missing", is("refugee-children-sweden-do-better-in-school") === true);
    expect("incremental harvest", `${changed.size} records where few changed`, changed.size < 20);
    const rest = await judge(address, `verb=ListRecords&resumptionToken=${token}`);
    expect("a token of before", "does not go on in the new generation", rest.includes("<record>"));
    const answer = await fetch(`${address}/api/v1/changes?since=${since}`);
    const told = new Map((await answer.json()).changes.map((each) => [each.id, each.change]));
    expect("/api/v1/changes", "tells other changes", told.size === changed.size);
    expect("/api/v1/changes", "tells of no deletion", [...told.values()].includes("deleted"));
    expect("/api/v1/changes", "tells of no change", told.get("are-newcomer-service") === "changed");
});
findings.report("checks of OAI-PMH");
