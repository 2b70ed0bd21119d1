import {defineSource, id, MACHINE} from "../../src/index.ts";

export default defineSource({
  name: "asana_loader_task_sections",
  title: "Asana: which task stands in which column, as a loader writes it, one record a pair",
  files: ["task_section_data.csv", "asana_task_section_data*.csv"],
  dialect: MACHINE,
  columns: {
    section_id: {type: id(), headers: ["section_id"], required: true, meaning: "the column"},
    task_id: {type: id(), headers: ["task_id"], required: true, meaning: "the task"}
  }
});
