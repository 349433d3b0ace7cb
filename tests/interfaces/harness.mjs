// What every test of an interface needs: the installed clients and a server over the real content.

import { with_server as with_server_of } from "../browser/server.mjs";
import { load_tool as load_tool_of } from "../browser/tools.mjs";

export { Findings } from "../browser/findings.mjs";
export { read_options } from "../browser/tools.mjs";

/// Folder of the build in which these tests work.
export const area = "interfaces";

/// A package of package.json.
export const load_tool = (build, name) => load_tool_of(build, name, area);

/// Starts the server over the index that make_index.mjs made, gives its address to `work`, ends it whatever happens.
export const with_server = (build, name, work) => with_server_of(build, name, work, area);
