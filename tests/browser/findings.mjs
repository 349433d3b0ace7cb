// What a test found wrong, told as `place: finding (hint)`, the same finding once with the places where it recurs.

export class Findings {
    rows_ = new Map();
    checked_ = 0;

    /// Counts a check that was made: a test that checked nothing has not passed.
    checked(count = 1) {
        this.checked_ += count;
    }

    add(place, what, hint = "") {
        if (!this.rows_.has(what)) this.rows_.set(what, { hint, places: new Set() });
        this.rows_.get(what).places.add(place);
    }

    /// Prints everything and sets the exit code of the program.
    report(what_was_checked) {
        for (const [what, row] of this.rows_) {
            const places = [...row.places];
            const hint = row.hint ? ` (${row.hint})` : "";
            const others = places.length > 1 ? `\n    and at ${places.slice(1, 6).join(", ")}` : "";
            const more = places.length > 6 ? `, and ${places.length - 6} more` : "";
            console.log(`${places[0]}: ${what}${hint}${others}${more}`);
        }
        console.log(`${this.checked_} ${what_was_checked}, ${this.rows_.size} findings`);
        if (this.checked_ === 0) console.log("nothing was checked, which is wrong in itself");
        process.exitCode = this.rows_.size > 0 || this.checked_ === 0 ? 1 : 0;
    }
}
