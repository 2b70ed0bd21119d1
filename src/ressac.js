#!/usr/bin/env node
// The project's TypeScript, and the settings and contracts of a company, run as they are.
import {register} from "tsx/esm/api";

register();
const {main} = await import("./cli.ts");
await main(process.argv);
