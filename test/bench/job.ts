// One job in a process of its own, so that its peak memory is its own: `node --import tsx job.ts <job as JSON>`.
import {type Job, runJob} from "./jobs.ts";

const result = await runJob(JSON.parse(process.argv[2] ?? "") as Job);
process.stdout.write(`${JSON.stringify(result)}\n`);
