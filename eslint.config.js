import eslint from "@eslint/js";
import {defineConfig, globalIgnores} from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores(["dist", "coverage", "data", "**/.observablehq", "examples/*/build"]),
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      globals: {process: "readonly"},
      // One program for all files: a service of editors, which takes one file after the other, costs a seventh more.
      parserOptions: {project: "./tsconfig.eslint.json"}
    },
    rules: {
      "no-console": "error",
      // Counts and row ids read well inside messages.
      "@typescript-eslint/restrict-template-expressions": ["error", {allowNumber: true, allowNullish: true}],
      "@typescript-eslint/no-confusing-void-expression": ["error", {ignoreArrowShorthand: true}],
      "@typescript-eslint/explicit-module-boundary-types": "error"
    }
  }
);
