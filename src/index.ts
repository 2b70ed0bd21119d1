// What settings and contracts import.
export {type CellType, day, decimal, id, instant, integer, money, text, yesNo} from "./cells.ts";
export {defineConfig} from "./config.ts";
export {type Contract, defineSource, type Row} from "./contract.ts";
export {discreetText, keyedHash} from "./keyed-hash.ts";
export {type Dialect, FRENCH, MACHINE} from "./dialect.ts";
