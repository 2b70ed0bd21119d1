import {type ChildProcess, spawn} from "node:child_process";
import {existsSync} from "node:fs";
import {mkdir, readFile, writeFile} from "node:fs/promises";
import {createServer} from "node:http";
import {connect, type AddressInfo} from "node:net";
import {delimiter, join} from "node:path";

/** The configuration that is shipped. */
export const TEMPLATE = "examples/nginx/ressac.conf";

/** The program, where the machine has it; Debian keeps it where only administrators look. */
export function findNginx(): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => join(folder, "nginx")).find((path) => existsSync(path));
}

export interface RunningNginx {
  port: number;
  accessLog: () => Promise<string>;
  close: () => Promise<void>;
}

/**
 * Starts nginx as an ordinary process on a port of this machine, with the shipped configuration and nothing else of the
 * machine's: only the folder of the sites, the ports, the log and the certificate are other ones.
 */
export async function startNginx(
  program: string,
  {folder, sites, gatekeeper}: {folder: string; sites: string; gatekeeper: number}
): Promise<RunningNginx> {
  const port = await freePort();
  const log = join(folder, "access.log");
  let template = await readFile(TEMPLATE, "utf8");
  for (const [there, here] of [
    [/listen 443 ssl;/, `listen 127.0.0.1:${port};`],
    [/ {2}ssl_certificate .*\n {2}ssl_certificate_key .*\n/, ""],
    [/\/srv\/ressac\/site/g, sites],
    [/127\.0\.0\.1:4180/g, `127.0.0.1:${gatekeeper}`],
    [/\/var\/log\/nginx\/ressac\.log/, log]
  ] as const) {
    if (!there.test(template)) throw new Error(`${TEMPLATE}: holds no ${String(there)} any more`);
    template = template.replace(there, here);
  }
  await mkdir(join(folder, "temp"), {recursive: true});
  await writeFile(join(folder, "ressac.conf"), template);
  await writeFile(join(folder, "nginx.conf"), mainConfiguration(folder));
  const child = spawn(
    program,
    ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", join(folder, "error.log")],
    {stdio: "ignore"}
  );
  const ended = new Promise<void>((end) => child.once("close", () => end()));
  await answers(port, child, join(folder, "error.log"));
  return {
    port,
    accessLog: () => readFile(log, "utf8"),
    close: () => {
      child.kill("SIGQUIT");
      return ended;
    }
  };
}

/** What Debian's own `nginx.conf` says as far as it matters, with every path of the machine replaced. */
function mainConfiguration(folder: string): string {
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((kind) => `  ${kind}_temp_path ${folder}/temp/${kind};`)
    .join("\n");
  return `${process.getuid?.() === 0 ? "user root;\n" : ""}daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
events {}
http {
${temp}
  include ${existsSync("/etc/nginx/mime.types") ? "/etc/nginx/mime.types" : "mime.types"};
  default_type application/octet-stream;
  sendfile on;
  include ${folder}/ressac.conf;
}
`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const {port} = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** Waits until it listens. @throws with what it wrote when it ended instead. */
async function answers(port: number, child: ChildProcess, log: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (child.exitCode !== null) throw new Error(await readFile(log, "utf8").catch(() => "nginx ended"));
    const isThere = await new Promise<boolean>((done) => {
      const socket = connect({host: "127.0.0.1", port})
        .on("connect", () => done(true))
        .on("error", () => done(false));
      socket.on("connect", () => socket.destroy());
    });
    if (isThere) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error("nginx does not listen");
}
