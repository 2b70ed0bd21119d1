import {createServer} from "node:http";
import type {AddressInfo} from "node:net";

/** Who is in which groups, as an identity provider would tell oauth2-proxy. */
export type Members = Record<string, string[]>;

export interface Gatekeeper {
  port: number;
  close: () => Promise<void>;
}

/**
 * Stands for oauth2-proxy: `/oauth2/auth?allowed_groups=…` answers 202, 401 or 403 by the session, `/oauth2/sign_in` is a
 * page. A session is the name of its user here.
 */
export async function startGatekeeper(members: Members): Promise<Gatekeeper> {
  const server = createServer((request, response) => {
    const {pathname, searchParams} = new URL(request.url ?? "/", "http://gatekeeper");
    if (pathname === "/oauth2/sign_in") {
      response
        .writeHead(200, {"Content-Type": "text/html"})
        .end('<form action="/oauth2/start">sign in</form>');
      return;
    }
    const user = /(?:^|; )_oauth2_proxy=(\w+)/.exec(request.headers.cookie ?? "")?.[1] ?? "";
    const groups = members[user];
    const asked = (searchParams.get("allowed_groups") ?? "").split(",");
    const status =
      pathname !== "/oauth2/auth"
        ? 404
        : groups === undefined
          ? 401
          : asked.some((group) => groups.includes(group))
            ? 202
            : 403;
    response
      .writeHead(status, status === 202 ? {"X-Auth-Request-Email": `${user}@ressac.example`} : {})
      .end();
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      })
  };
}
