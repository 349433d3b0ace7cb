// Makes the index of content/ that the servers of these tests read.
//   node tests/interfaces/make_index.mjs --build build/dev

import { make_index } from "../browser/server.mjs";
import { read_options } from "../browser/tools.mjs";
import { area } from "./harness.mjs";

await make_index(read_options().build, area);
