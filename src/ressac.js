#!/usr/bin/env node
// The project's TypeScript, and the settings and contracts of a company, run as they are; those of a company may lie in
// a folder that is no ES module package, hence both loaders. Packages of many files come before them, for each file
// that passes through a loader takes twice as long.
import "apache-arrow";
import "libphonenumber-js";
import "zod";
import {register as registerCommonJs} from "tsx/cjs/api";
import {register} from "tsx/esm/api";

register();
registerCommonJs();
const {main} = await import("./cli.ts");
await main(process.argv);
