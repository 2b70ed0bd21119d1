/** State that a link can carry: parameters of the page's address. */
export function readParameter(name: string): string | null {
  return new URLSearchParams(location.search).get(name);
}

/** Puts a parameter into the address, or takes it out when it is null; the page is not loaded again. */
export function writeParameter(name: string, value: string | null): void {
  const url = new URL(location.href);
  if (value === null) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  history.replaceState(history.state, "", url);
}
