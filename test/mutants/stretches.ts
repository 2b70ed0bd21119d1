/** Lines that are tried at once, about: what is done by then is kept when the rest is stopped. */
const LINES = 60;

/** Cuts a source into stretches of lines, `1-58`, none of which ends within a declaration. */
export function stretchesOf(source: string): string[] {
  const lines = source.split("\n");
  const stretches: string[] = [];
  let first = 1;
  lines.forEach((line, index) => {
    const isEnd = line === "" && /^[^\s})]/.test(lines[index + 1] ?? "");
    if (!isEnd || index + 1 - first < LINES) return;
    stretches.push(`${first}-${index + 1}`);
    first = index + 2;
  });
  return [...stretches, `${first}-${lines.length}`];
}
