import {defineSource, discreetText, id, instant, MACHINE} from "../../src/index.ts";

export default defineSource({
  name: "asana_loader_tasks",
  title: "Asana: tasks as a loader writes them, one record a task",
  files: ["task_data.csv", "asana_task_data*.csv"],
  dialect: MACHINE,
  columns: {
    task_id: {type: id(), headers: ["id"], required: true, meaning: "the task"},
    assignee_id: {type: id(), headers: ["assignee_id"], meaning: "who is to do it"},
    completed_at: {type: instant(), headers: ["completed_at"], meaning: "when it was marked as done"},
    created_at: {type: instant(), headers: ["created_at"], required: true, meaning: "when it was made"},
    due_on: {type: instant(), headers: ["due_on"], meaning: "day on which it is to be done"},
    modified_at: {type: instant(), headers: ["modified_at"], meaning: "when it was last changed"},
    name: {type: discreetText(), headers: ["name"], meaning: "name, addresses and phone numbers hashed"},
    parent_task_id: {type: id(), headers: ["parent_id"], meaning: "task that it is a part of"},
    start_on: {type: instant(), headers: ["start_on"], meaning: "day on which it is to begin"},
    notes: {type: discreetText(), headers: ["notes"], meaning: "notes, addresses and phone numbers hashed"}
  }
});
