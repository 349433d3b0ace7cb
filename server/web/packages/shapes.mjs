// Writes the outlines of the Nordic countries and territories as SVG paths, small enough to stand in a page.
//   node shapes.mjs <folder with node_modules> <file to write>
// From Natural Earth (public domain) as world-atlas packs it. Those that lie far off or would be too small to see have a
// frame of their own with its own scale; within a frame areas are true (Lambert's azimuthal equal-area projection).

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const [packages, target] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(packages), "shapes.cjs"));
const { feature } = require("topojson-client");
const atlas = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));

const width = 360;
const height = 400;
// x, y, width, height of each frame; the label of a country stands at a share of the frame's width and height.
const frames = [
    {
        box: [104, 4, 252, 392],
        centre: [16.5, 63.5],
        countries: {
            no: { number: "578", label: [0.19, 0.58] },
            se: { number: "752", label: [0.43, 0.57] },
            fi: { number: "246", label: [0.81, 0.55] },
            dk: { number: "208", label: [0.16, 0.93] },
        },
    },
    { box: [4, 4, 96, 92], centre: [-41, 72], framed: true, countries: { gl: { number: "304", label: [0.5, 0.45] } } },
    { box: [4, 102, 96, 84], centre: [-18.7, 65], framed: true, countries: { is: { number: "352", label: [0.5, 0.5] } } },
    { box: [4, 192, 96, 84], centre: [-6.9, 62], framed: true, countries: { fo: { number: "234", label: [0.5, 0.5] } } },
    { box: [260, 304, 96, 84], centre: [20, 60.2], framed: true, countries: { ax: { number: "248", label: [0.5, 0.5] } } },
];
const tolerance = 0.7; // Pixels by which a line may be off.
const smallest = 2.2; // Square pixels below which an island is left out, unless it is the largest of its country.
const padding = 4;

const radians = (degrees) => (degrees * Math.PI) / 180;

/// Lambert's azimuthal equal-area projection on a sphere of radius 1 (Snyder, Map Projections, 24-2 to 24-4); y down.
function projection([lon0, lat0]) {
    const [l0, p0] = [radians(lon0), radians(lat0)];
    return ([lon, lat]) => {
        const [l, p] = [radians(lon) - l0, radians(lat)];
        const k = Math.sqrt(
            2 / (1 + Math.sin(p0) * Math.sin(p) + Math.cos(p0) * Math.cos(p) * Math.cos(l)),
        );
        return [
            k * Math.cos(p) * Math.sin(l),
            -k * (Math.cos(p0) * Math.sin(p) - Math.sin(p0) * Math.cos(p) * Math.cos(l)),
        ];
    };
}

const area = (ring) =>
    Math.abs(ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - ring[(i + 1) % ring.length][0] * y, 0)) / 2;

/// Douglas and Peucker: keeps the points without which the line would be off by more than the tolerance.
function simplified(points) {
    if (points.length < 3) return points;
    const [[ax, ay], [bx, by]] = [points[0], points[points.length - 1]];
    const length = Math.hypot(bx - ax, by - ay);
    let [farthest, at] = [0, 0];
    for (let i = 1; i < points.length - 1; i += 1) {
        const [x, y] = points[i];
        const distance =
            length === 0 ? Math.hypot(x - ax, y - ay) : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
        if (distance > farthest) [farthest, at] = [distance, i];
    }
    if (farthest <= tolerance) return [points[0], points[points.length - 1]];
    return [...simplified(points.slice(0, at + 1)).slice(0, -1), ...simplified(points.slice(at))];
}

/// Svalbard, Jan Mayen and Bouvet Island are far from the mainland, and no figures are given for them.
const is_mapped = (number, ring) =>
    number !== "578" || ring.some(([lon, lat]) => lat < 71.5 && lat > 0 && lon > 4 && lon < 32);

function rings_of(number) {
    const geometry = atlas.objects.countries.geometries.find(({ id }) => id === number);
    if (!geometry) throw new Error(`world-atlas has no country ${number}`);
    const { type, coordinates } = feature(atlas, geometry).geometry;
    const polygons = type === "Polygon" ? [coordinates] : coordinates;
    return polygons.map(([outer]) => outer).filter((ring) => is_mapped(number, ring));
}

/// One decimal, each point as the step from the one before: half the letters of whole coordinates.
function path_of(ring) {
    const rounded = ring.map(([x, y]) => [Math.round(x * 10), Math.round(y * 10)]);
    const text = (tenths) => String(tenths / 10).replace(/^(-?)0\./, "$1.");
    let steps = `M${text(rounded[0][0])} ${text(rounded[0][1])}l`;
    for (let i = 1; i < rounded.length - 1; i += 1) {
        const step = text(rounded[i][0] - rounded[i - 1][0]) + " " + text(rounded[i][1] - rounded[i - 1][1]);
        steps += (i > 1 && !step.startsWith("-") ? " " : "") + step.replace(" -", "-");
    }
    return `${steps}z`;
}

function outlines(frame) {
    const project = projection(frame.centre);
    const [left, top, wide, high] = frame.box;
    const projected = Object.entries(frame.countries).map(([code, { number, label }]) => ({
        code,
        label,
        rings: rings_of(number).map((ring) => ring.map(project)),
    }));
    const points = projected.flatMap(({ rings }) => rings.flat());
    const xs = points.map(([x]) => x);
    const ys = points.map(([, y]) => y);
    const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const inner = frame.framed ? padding : 0;
    const scale = Math.min((wide - 2 * inner) / (x1 - x0), (high - 2 * inner) / (y1 - y0));
    const place = ([x, y]) => [
        left + wide / 2 + (x - (x0 + x1) / 2) * scale,
        top + high / 2 + (y - (y0 + y1) / 2) * scale,
    ];
    return projected.map(({ code, label, rings }) => {
        const placed = rings.map((ring) => ring.map(place)).sort((a, b) => area(b) - area(a));
        const kept = placed.filter((ring, i) => i === 0 || area(ring) >= smallest).map(simplified);
        return [
            code,
            {
                path: kept.filter((ring) => ring.length > 3).map(path_of).join(""),
                label: [Math.round(left + wide * label[0]), Math.round(top + high * label[1])],
            },
        ];
    });
}

mkdirSync(path.dirname(target), { recursive: true });
writeFileSync(
    target,
    JSON.stringify({
        width,
        height,
        frames: frames.filter(({ framed }) => framed).map(({ box }) => box),
        countries: Object.fromEntries(frames.flatMap(outlines)),
    }),
);
