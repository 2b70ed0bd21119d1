// How the text of a cell becomes a typed value, in TypeScript and in SQL.
export {day} from "./cells/days.ts";
export {epochSeconds, instant} from "./cells/instants.ts";
export {decimal, double, integer, money, percentage, wholeNumber} from "./cells/numbers.ts";
export {id, text, yesNo} from "./cells/texts.ts";
export {CellProblem, type CellType} from "./cells/type.ts";
