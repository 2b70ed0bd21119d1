/** What a parameter of the address holds, in words. */
type Describe = () => string | null;

const described = new Map<string, Describe>();

/** Says in words what a parameter of the address stands for; null where it changes nothing. */
export function describeParameter(name: string, describe: Describe): void {
  described.set(name, describe);
}

/** Every filter in force, in words; a parameter that nobody describes as it stands in the address. */
export function filtersInForce(search = location.search): string[] {
  const told = [...described.values()].map((describe) => describe()).filter((text) => text !== null);
  const others = [...new URLSearchParams(search)]
    .filter(([name]) => !described.has(name))
    .map(([name, value]) => `${name} = ${value}`);
  return [...told, ...others];
}
