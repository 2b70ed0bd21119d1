import {radio} from "@observablehq/inputs";
import {html} from "htl";
import {readParameter, writeParameter} from "./address.js";
import {describeParameter} from "./in-force.js";

export interface ChoiceOptions {
  /** What is chosen. */
  label: string;
  /** Parameter of the address that holds the choice. */
  parameter: string;
  options: {value: string; label: string}[];
  initial: string;
}

/** One of a few, as a row of radio buttons; an input in the sense of Framework's `view`. */
export function choice({label, parameter, options, initial}: ChoiceOptions): HTMLElement & {value: string} {
  const asked = readParameter(parameter);
  const value = options.find((option) => option.value === asked)?.value ?? initial;
  const form = radio(new Map(options.map((option) => [option.label, option.value])), {
    label,
    value,
    format: ([text]) => html`<span>${text}</span>`
  });
  form.classList.add("choice");
  form.setAttribute("role", "radiogroup");
  form.setAttribute("aria-label", label);
  describeParameter(parameter, () => {
    const chosen = options.find((option) => option.value === form.value);
    return chosen === undefined ? null : `${label} ${chosen.label}`;
  });
  form.addEventListener("input", () => {
    writeParameter(parameter, form.value === initial ? null : form.value);
  });
  return form;
}
