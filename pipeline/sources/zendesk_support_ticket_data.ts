import {defineSource, MACHINE} from "../../src/index.ts";
import {LOADER_COLUMNS} from "./dialects/loader.ts";
import tickets from "./zendesk_support_tickets.ts";

// The same names, but times in UTC without saying so, and no day in the name of the file.
export default defineSource({
  ...tickets,
  name: "zendesk_support_ticket_data",
  title: "Zendesk Support: tickets, from a loader",
  files: ["ticket_data*.csv", "zendesk_ticket_data*.csv"],
  dialect: MACHINE,
  extracted: undefined,
  columns: {
    ...tickets.columns,
    ...LOADER_COLUMNS
  }
});
