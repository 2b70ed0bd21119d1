// What settings and contracts import.
export {
  type CellType,
  day,
  decimal,
  epochSeconds,
  id,
  instant,
  integer,
  money,
  percentage,
  text,
  wholeNumber,
  yesNo
} from "./cells.ts";
export {defineConfig} from "./config.ts";
export {type Contract, defineSource, type Row} from "./contract.ts";
export {type Dialect, ENGLISH, FRENCH, MACHINE} from "./dialect.ts";
export {discreetText, keyedHash} from "./keyed-hash.ts";
