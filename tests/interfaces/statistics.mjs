// Every statistic with figures is read as JSON-stat by the toolkit of the format's author, and says the same as its CSV.
//   node tests/interfaces/statistics.mjs --build build/dev

import { Findings, load_tool, read_options, with_server } from "./harness.mjs";

const { build } = read_options();
const toolkit = await load_tool(build, "jsonstat-toolkit");
const JSONstat = toolkit.default ?? toolkit;
const findings = new Findings();

/// The rows of a CSV file by RFC 4180, without those that are empty.
function rows_of(csv) {
    const rows = [];
    const cell = /("(?:[^"]|"")*"|[^,\n]*)(,|\n|$)/gy;
    let row = [];
    for (let found = cell.exec(csv); found && found.index < csv.length; found = cell.exec(csv)) {
        row.push(found[1].startsWith('"') ? found[1].slice(1, -1).replaceAll('""', '"') : found[1]);
        if (found[2] !== ",") {
            if (row.join("") !== "") rows.push(row);
            row = [];
        }
    }
    return rows;
}

function check_categories(place, dataset) {
    for (const id of dataset.id) {
        const dimension = dataset.Dimension(id);
        const ids = dimension?.id ?? [];
        if (!dimension?.label) findings.add(place, `the dimension '${id}' has no label`);
        if (new Set(ids).size !== ids.length) findings.add(place, `the dimension '${id}' has a category twice`);
        for (const category of ids) {
            const { label, unit } = dimension.Category(category) ?? {};
            if (!label) findings.add(place, `'${category}' of '${id}' has no label`);
            if (dimension.role === "metric" && (!unit || typeof unit.decimals !== "number"))
                findings.add(place, `the measure '${category}' has no unit`);
        }
    }
}

/// Each figure of the file stands in the cube, and the cube has no other.
function check_values(place, dataset, csv) {
    const [header, ...rows] = rows_of(csv);
    const at = header.indexOf("value");
    const written = rows.map((row) => row[at]).filter((value) => value !== "").map(Number);
    const known = dataset.value.filter((value) => value !== null && value !== undefined);
    const sorted = (values) => JSON.stringify([...values].sort((a, b) => a - b));
    if (sorted(written) !== sorted(known)) findings.add(place, `has the values ${known} where its file has ${written}`);
    if (dataset.n !== dataset.size.reduce((product, size) => product * size, 1))
        findings.add(place, "has another number of values than its sizes say");
}

function check_roles(place, dataset, header) {
    const { role } = dataset;
    if (role?.metric?.length !== 1) findings.add(place, "has no dimension with the role 'metric'");
    if (header.includes("area") && role?.geo?.[0] !== "area") findings.add(place, "has no area with the role 'geo'");
    if (header.includes("year") && role?.time?.[0] !== "year") findings.add(place, "has no year with the role 'time'");
}

async function check_statistic(origin, { id, files }) {
    for (const file of files) {
        const place = `${id}/${file}`;
        const address = `${origin}/api/v1/statistics/${id}?file=${file}`;
        const csv = await (await fetch(`${address}&format=csv`)).text();
        for (const language of ["fi", "en"]) {
            const answer = await fetch(`${address}&format=json-stat&lang=${language}`);
            findings.checked();
            if (answer.status !== 200) {
                findings.add(place, `answered ${answer.status}`);
                continue;
            }
            const dataset = JSONstat(await answer.json());
            if (dataset.class !== "dataset" || !dataset.length) {
                findings.add(place, "is no dataset to the toolkit");
                continue;
            }
            if (!dataset.label || !dataset.source || Number.isNaN(Date.parse(dataset.updated)))
                findings.add(place, "lacks its label, its source or the time of its update");
            check_categories(place, dataset);
            check_values(place, dataset, csv);
            check_roles(place, dataset, rows_of(csv)[0]);
        }
    }
}

await with_server(build, "statistics", async (origin) => {
    const { statistics } = await (await fetch(`${origin}/api/v1/statistics`)).json();
    const with_figures = statistics.filter(({ files }) => files.length > 0);
    if (with_figures.length < 10) findings.add("/api/v1/statistics", `has only ${with_figures.length} with figures`);
    for (const statistic of with_figures) await check_statistic(origin, statistic);
});
findings.report("datasets read by jsonstat-toolkit");
