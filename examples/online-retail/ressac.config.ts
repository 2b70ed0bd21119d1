import {defineConfig} from "ressac";

export default defineConfig({
  company: "Online Retail",
  currency: "GBP",
  language: "en",
  timeZone: "Europe/London",
  exports: "exports",
  warehouse: "build/warehouse",
  site: "build/site",
  sources: ["sources"],
  checks: ["checks"]
});
