import {defineSource, FRENCH} from "../../src/index.ts";
import deals from "./zendesk_sell_deals.ts";

// The same list in another writing of days and amounts: it has to be told from the other by the name of its file.
export default defineSource({
  ...deals,
  name: "zendesk_sell_opportunites",
  title: "Zendesk Sell: deals, saved by a French spreadsheet",
  files: ["zendesk_sell_opportunites*.csv"],
  dialect: FRENCH
});
