import {parentPort} from "node:worker_threads";
import {register} from "tsx/esm/api";

register();
const {serveScans} = await import("./scanner.ts");
serveScans(parentPort);
