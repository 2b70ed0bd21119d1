/** How kills during ingest are made. */
export const INGEST_METHOD = `SIGKILL of the whole process group at random moments of an ingest, among 200,000 rows of two large files with
every kind of bad row. Every other kill finds what the one before has left, half of them a published build, which has to
stay as it was. After each kill a run to the end has to give the published files, counts, rows and quarantine of a run that
was never disturbed.`;

/** How kills in all steps are made. */
export const STEPS_METHOD = `SIGKILL of the whole process group in each step of a run in turn, at a random moment of it, each on what
the kills before have left. Two companies take turns, so that a mixture would show. The last steps take but milliseconds:
there the run waits before each operation on a file, so that kills land between any two. After each kill the build that
\`current\` leads to has to be whole by its manifest, readable, and that of one of the two companies; after every ten, a run
to the end has to give what it gives undisturbed.`;
