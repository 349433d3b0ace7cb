// Reads the calendar of all events, and that of each, with a parser of iCalendar and holds them against the API.
//   node tests/interfaces/calendar.mjs --build build/dev

import { Findings, load_tool, read_options, with_server } from "./harness.mjs";

const { build } = read_options();
const loaded = load_tool(build, "ical.js");
const ical = loaded.default ?? loaded;
const findings = new Findings();

/// RFC 5545, 3.1: lines end in CRLF and have at most 75 octets.
function check_lines(place, text) {
    if (/[^\r]\n/.test(text) || !text.endsWith("\r\n")) findings.add(place, "a line does not end in CRLF");
    for (const line of text.split("\r\n")) {
        if (Buffer.byteLength(line) > 75) findings.add(place, `a line of ${Buffer.byteLength(line)} octets: ${line}`);
        if (line.includes("\uFFFD")) findings.add(place, `a letter was cut: ${line}`);
    }
}

/// The events of a calendar by their UID.
function read_calendar(place, text) {
    check_lines(place, text);
    const calendar = new ical.Component(ical.parse(text));
    for (const name of ["version", "prodid"]) {
        if (!calendar.getFirstPropertyValue(name)) findings.add(place, `no ${name}`);
    }
    const events = new Map();
    for (const component of calendar.getAllSubcomponents("vevent")) {
        findings.checked();
        const event = new ical.Event(component);
        if (events.has(event.uid)) findings.add(place, `${event.uid} is there twice`);
        if (!component.getFirstPropertyValue("dtstamp")) findings.add(place, `${event.uid} has no DTSTAMP`);
        events.set(event.uid, event);
    }
    return events;
}

function check_event(place, event, expected) {
    const is_day = /^\d{4}-\d\d-\d\d$/.test(expected.start);
    if (event.summary !== expected.title) findings.add(place, `summary '${event.summary}'`);
    if (event.description !== expected.summary) findings.add(place, `description '${event.description}'`);
    if (event.component.getFirstProperty("summary").getParameter("language") !== expected.language)
        findings.add(place, "the language of the summary is not said");
    if (event.component.getFirstPropertyValue("url") !== expected.url) findings.add(place, "url");
    if (event.startDate.isDate !== is_day) findings.add(place, `${expected.start} is ${is_day ? "" : "not "}a whole day`);
    const start = is_day ? event.startDate.toString() : event.startDate.toJSDate().toISOString();
    const wanted = is_day ? expected.start : new Date(expected.start).toISOString();
    if (start !== wanted) findings.add(place, `starts ${start} instead of ${wanted}`);
    if (event.endDate.compare(event.startDate) < (is_day ? 1 : 0)) findings.add(place, `ends ${event.endDate}`);
}

await with_server(build, "calendar", async (origin) => {
    const ask = async (path) => {
        const answer = await fetch(origin + path);
        findings.checked();
        if (answer.status !== 200) findings.add(path, `answered ${answer.status}`);
        return answer;
    };
    for (const language of ["en", "da", "fi"]) {
        const { events } = await (await ask(`/api/v1/events?lang=${language}`)).json();
        const expected = events.filter((event) => event.calendar);
        const path = `/api/v1/events?format=ical&lang=${language}`;
        const answer = await ask(path);
        if (answer.headers.get("content-type") !== "text/calendar; charset=utf-8") findings.add(path, "media type");
        const all = read_calendar(path, await answer.text());
        if (expected.length === 0 || all.size !== expected.length)
            findings.add(path, `${all.size} events instead of ${expected.length}`);
        for (const event of expected) {
            const place = `/api/v1/documents/${event.id}?format=ical&lang=${language}`;
            const [[uid, alone] = []] = [...read_calendar(place, await (await ask(place)).text())];
            if (!alone || !all.has(uid)) {
                findings.add(place, "no event, or not that of the list");
                continue;
            }
            check_event(place, alone, event);
            check_event(path, all.get(uid), event);
        }
    }
});
findings.report("events and answers");
