// The description of the API, judged by tools that nobody here wrote (Redocly, Spectral, Ajv), and the server, held to
// it: every operation is asked with every example of its parameters, and each answer is validated.
//   node tests/interfaces/openapi.mjs --build build/dev

import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { work_folder } from "../browser/tools.mjs";
import { area, Findings, load_tool, read_options, with_server } from "./harness.mjs";

const { build } = read_options();
const folder = work_folder(build, area);
const findings = new Findings();

/// Lints the document as it is served; each tool prints its own findings.
async function lint(document) {
    const file = path.join(folder, "openapi.json");
    await writeFile(file, JSON.stringify(document, null, 2));
    // Whom to write to is for those who run a server to say, not for the description of the program's interface.
    const rules = "extends: [['spectral:oas', all]]\nrules:\n  contact-properties: off\n";
    await writeFile(path.join(folder, "spectral.yaml"), rules);
    await writeFile(path.join(folder, "redocly.yaml"), "extends: [recommended-strict]\n");
    const tools = [
        ["redocly", "lint", "--config", "redocly.yaml", "--format", "stylish", file],
        ["spectral", "lint", "--ruleset", "spectral.yaml", "--fail-severity", "warn", file],
    ];
    for (const [tool, ...options] of tools) {
        findings.checked();
        const run = spawnSync(path.join(folder, "node_modules/.bin", tool), options, {
            cwd: folder,
            encoding: "utf8",
            env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
        });
        if (run.status !== 0) findings.add(tool, `finds fault with the description:\n${run.stdout}${run.stderr}`);
    }
}

/// The value that a reference within the document names.
const resolve = (document, value) =>
    value?.$ref === undefined
        ? value
        : value.$ref
              .slice(2)
              .split("/")
              .reduce((at, key) => at[key.replaceAll("~1", "/").replaceAll("~0", "~")], document);

/// Validators by the place of a schema in the document, compiled once.
function make_validate(document) {
    const Ajv = load_tool(build, "ajv/dist/2020").default;
    const ajv = new Ajv({ strict: false, allErrors: true });
    load_tool(build, "ajv-formats").default(ajv);
    ajv.addSchema({ ...document, $id: "https://description.invalid/openapi.json" });
    return (pointer, value) => {
        const escaped = pointer.map((key) => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1")));
        const validate = ajv.getSchema(`https://description.invalid/openapi.json#/${escaped.join("/")}`);
        return validate(value) ? [] : validate.errors.slice(0, 5).map((e) => `${e.instancePath} ${e.message}`);
    };
}

/// The addresses at which an operation is asked: with what it needs, with each example, each format, and all that make
/// it fail.
function* requests_of(document, template, operation) {
    const parameters = operation.parameters.map((parameter) => resolve(document, parameter));
    const example = (parameter) => [parameter.example ?? parameter.schema.default].flat().join(",");
    let place = template;
    const needed = [];
    for (const parameter of parameters) {
        if (parameter.in === "path") place = place.replace(`{${parameter.name}}`, encodeURIComponent(example(parameter)));
        if (parameter.in === "query" && parameter.required) needed.push([parameter.name, example(parameter)]);
    }
    const address = (...more) => `${place}?${new URLSearchParams([...needed, ...more])}`;
    yield address();
    for (const parameter of parameters.filter((each) => each.in === "query")) {
        const values = parameter.schema.enum ?? [];
        for (const value of values) yield address([parameter.name, value]);
        if (values.length === 0 && parameter.example !== undefined && !parameter.required) {
            yield address([parameter.name, example(parameter)]);
        }
        if (parameter.schema.enum) yield address([parameter.name, "no-such-value"]);
        yield address([parameter.name, "1"], [parameter.name, "2"]);
    }
    yield address(["no-such-parameter", "1"]);
    if (place !== template) yield template.replaceAll(/\{[^}]*\}/g, "no-such-thing");
}

/// Bodies to validate, with the place of their schema. Compiling a schema takes the script's whole attention for a while,
/// in which a connection would grow old, so it waits until everything is asked.
const bodies = [];

async function check_answer(document, base, template, operation, target, accept) {
    findings.checked();
    const response = await fetch(base + target, { redirect: "manual", headers: accept ? { accept } : {} });
    const body = await response.text();
    const described = operation.responses[response.status];
    if (!described) return findings.add(target, `answers ${response.status}, which ${template} does not describe`);
    const answer = resolve(document, described);
    for (const [name, header] of Object.entries(answer.headers ?? {})) {
        const wanted = resolve(document, header);
        // Limits do not hold for this machine, and what is not known is left out.
        if (!wanted.required && !["Link", "ETag", "Search-Record", "X-Total-Count"].includes(name)) continue;
        if (!response.headers.has(name)) findings.add(target, `has no header ${name}`);
    }
    if (!answer.content) return;
    const media_type = response.headers.get("content-type") ?? "";
    const plain = (type) => type.split(";")[0].trim();
    const known = Object.keys(answer.content).find((type) => plain(type) === plain(media_type));
    if (!known) return findings.add(target, `is ${media_type}, which ${template} does not describe`);
    if (!/json/.test(known) || /jsonl/.test(known)) {
        if (body === "") findings.add(target, "is empty");
        return;
    }
    const pointer = described.$ref
        ? [...described.$ref.slice(2).split("/"), "content", known, "schema"]
        : ["paths", template, "get", "responses", String(response.status), "content", known, "schema"];
    bodies.push({ target, template, pointer, body: JSON.parse(body) });
}

function validate_bodies(document) {
    const validate = make_validate(document);
    for (const { target, template, pointer, body } of bodies) {
        for (const error of validate(pointer, body)) findings.add(target, error, `schema of ${template}`);
    }
}

/// What HTTP gives all answers alike.
async function check_manners(base) {
    const ask = (target, options = {}) => fetch(base + target, options);
    const expect = (what, holds) => {
        findings.checked();
        if (!holds) findings.add("/api/v1/search", what);
    };
    const first = await ask("/api/v1/search?q=work&limit=2");
    expect("has no ETag", first.headers.has("etag"));
    expect("has no Last-Modified", first.headers.has("last-modified"));
    expect("is not open to other sites", first.headers.get("access-control-allow-origin") === "*");
    expect("does not name its description", /rel="service-desc"/.test(first.headers.get("link") ?? ""));
    const again = await ask("/api/v1/search?q=work&limit=2", { headers: { "if-none-match": first.headers.get("etag") } });
    expect("is not 304 for its ETag", again.status === 304);
    const since = { "if-modified-since": first.headers.get("last-modified") };
    expect("is not 304 for its date", (await ask("/api/v1/search?q=work&limit=2", { headers: since })).status === 304);
    expect("is not compressed", (await ask("/api/v1/search?q=work")).headers.get("content-encoding") === "gzip");
    const broken = await ask("/api/v1/search?q=%FF");
    expect("invalid UTF-8 is no problem of status 400", broken.status === 400 && (await broken.json()).code === "bad-request");
    const accept = { accept: "application/x-nothing" };
    expect("what nobody offers is not 406", (await ask("/api/v1/search", { headers: accept })).status === 406);
    expect("POST is not 405", (await ask("/api/v1/search", { method: "POST" })).status === 405);
}

let document;
await with_server(build, "openapi", async (base) => {
    document = await (await fetch(`${base}/api/v1/openapi.json`)).json();
    for (const [template, { get: operation }] of Object.entries(document.paths)) {
        for (const target of requests_of(document, template, operation)) {
            await check_answer(document, base, template, operation, target);
        }
        for (const type of Object.keys(operation.responses[200].content ?? {})) {
            const [target] = requests_of(document, template, operation);
            await check_answer(document, base, template, operation, target, type);
        }
    }
    await check_manners(base);
});
validate_bodies(document);
await lint(document);
findings.report("answers and manners held against the description");
