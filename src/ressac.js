#!/usr/bin/env node
// The project's TypeScript, and the settings and contracts of a company, run as they are; those of a company may lie in
// a folder that is no ES module package, hence both loaders.
import {register as registerCommonJs} from "tsx/cjs/api";
import {register} from "tsx/esm/api";

register();
registerCommonJs();
const {main} = await import("./cli.ts");
await main(process.argv);
