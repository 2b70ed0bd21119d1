// What settings and contracts import.
export {day, decimal, id, instant, integer, money, text, yesNo} from "./cells.ts";
export {defineConfig} from "./config.ts";
export {defineSource, type Row} from "./contract.ts";
export {type Dialect, FRENCH, MACHINE} from "./dialect.ts";
