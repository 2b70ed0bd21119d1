// Loaded into the process of Observable Framework before anything else: nothing is fetched from a network.

/** Where Framework asks for the newest version of each package that a page could name, whether one does or not. */
const NEWEST = /^https:\/\/[^/]+\/(?:@[^/]+\/)?[^/@]+\/latest$/;

/** The answer to it: no page can load that version, and one that tried would fail the build. */
const NO_VERSION = {version: "0.0.0"};

globalThis.fetch = (input) => {
  const url = input instanceof Request ? input.url : String(input);
  if (NEWEST.test(url)) return Promise.resolve(Response.json(NO_VERSION));
  return Promise.reject(
    new Error(`${url}: nothing is fetched from a network; import a package that package.json names`)
  );
};
