import {defineSource, id, MACHINE, text} from "../../src/index.ts";

export default defineSource({
  name: "asana_loader_sections",
  title: "Asana: columns of boards as a loader writes them, one record a column",
  files: ["section_data.csv", "asana_section_data*.csv"],
  dialect: MACHINE,
  columns: {
    section_id: {type: id(), headers: ["id"], required: true, meaning: "the column"},
    name: {type: text(), headers: ["name"], required: true, meaning: "name"},
    project_id: {type: id(), headers: ["project_id"], required: true, meaning: "board that it is a part of"}
  }
});
