// A run of the package whose root is the first argument, stretched: `node stretched.js ROOT run …`.
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {register as registerCommonJs} from "tsx/cjs/api";
import {register} from "tsx/esm/api";

register();
registerCommonJs();
const {stretchRun} = await import("./stretch.ts");
stretchRun();
const [root = ""] = process.argv.splice(2, 1);
/** @type {{main: (argv: readonly string[]) => Promise<void>}} */
const cli = await import(pathToFileURL(join(root, "src", "cli.ts")).href);
await cli.main(process.argv);
