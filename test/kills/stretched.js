// A run of the package whose root is the first argument, stretched: `node stretched.js ROOT run …`.
import {register as registerCommonJs} from "tsx/cjs/api";
import {register} from "tsx/esm/api";

register();
registerCommonJs();
const {runStretched} = await import("./stretch.ts");
await runStretched(process.argv);
