declare module "@observablehq/inputs" {
  interface RadioOptions<T> {
    label: string;
    value: T;
    format: (entry: [string, T]) => Node;
  }
  /** One of the values of a map, whose keys are their labels. */
  export function radio<T>(
    options: Map<string, T>,
    {label, value, format}: RadioOptions<T>
  ): HTMLFormElement & {value: T};
}
