import type {FileReport} from "./ingest/ingest.ts";

/** What a reader of the figures should know about the files they come from. */
export interface FileNotes {
  files: readonly FileReport[];
  /** Files with the content of another one, and files that no contract knows. */
  repeated: readonly string[];
  unrecognised: readonly string[];
  /** The files of the published build that this run follows. */
  previous: readonly Pick<FileReport, "name" | "sha256">[];
}

/** A line for each thing worth knowing about the files of a run. */
export function noteFiles({files, repeated, unrecognised, previous}: FileNotes): string[] {
  return [
    ...repeated.map((name) => `${name}: same content as another file; read once`),
    ...unrecognised.map((name) => `${name}: no contract knows this file name; not read`),
    ...noteVersions(files, previous),
    ...noteSameDay(files),
    ...noteSheets(files),
    ...noteColumns(files)
  ];
}

/** A name that comes back with other content is another version of the file, which people should hear about. */
function noteVersions(files: readonly FileReport[], previous: FileNotes["previous"]): string[] {
  const before = new Map(previous.map(({name, sha256}) => [name, sha256]));
  return files
    .filter(({name, sha256}) => before.has(name) && before.get(name) !== sha256)
    .map(({name}) => `${name}: other content than in the build before; read in its place`);
}

/** Of two exports of one day, nobody can say which one is later. */
function noteSameDay(files: readonly FileReport[]): string[] {
  return files.flatMap((file, index) => {
    const other = files
      .slice(0, index)
      .find((earlier) => earlier.source === file.source && earlier.extracted_date === file.extracted_date);
    if (other === undefined || file.extracted_date === null) return [];
    const latest = file.file_id > other.file_id ? file : other;
    return [
      `${other.name} and ${file.name}: extracted on the same day; for what both tell, ${latest.name} counts; put the day of each in its name, or keep one`
    ];
  });
}

function noteSheets(files: readonly FileReport[]): string[] {
  return files
    .filter(({other_sheets}) => other_sheets.length > 0)
    .map(
      ({name, sheet, other_sheets}) => `${name}: sheet "${sheet}" is read, not ${other_sheets.join(", ")}`
    );
}

/** A line a source: the same columns come every month. */
function noteColumns(files: readonly FileReport[]): string[] {
  const sources = [...new Set(files.map(({source}) => source))];
  return sources.flatMap((source) => {
    const its = files.filter((file) => file.source === source);
    const unknown = [...new Set(its.flatMap(({unknown_columns}) => unknown_columns))];
    const missing = [...new Set(its.flatMap(({missing_columns}) => missing_columns))];
    return [
      ...(unknown.length === 0 ? [] : [`${source}: columns not used: ${unknown.join(", ")}`]),
      ...(missing.length === 0 ? [] : [`${source}: columns not there, read as empty: ${missing.join(", ")}`])
    ];
  });
}
