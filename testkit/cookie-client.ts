import type { ProblemBody } from '#domain/contracts/problem';
import { csrfTokenOf } from '#process/csrf-token';
import type { OneTimeLinkView, Viewer } from '#domain/contracts/session';

/** What any of the endpoints of sessions may answer; each story reads what its own ones do. */
type Answered = Viewer & OneTimeLinkView & Pick<ProblemBody, 'code' | 'errors' | 'detail'>;

/** What came back. */
export interface ClientAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Answered;
}

/** A client that keeps cookies and names its page's origin, as a browser does, and shows the token of its session, as pages do. */
export interface CookieClient {
  /**
   * Call an endpoint below `/api`: `POST /session`. A body that is a text is sent as it is; a header that is null, not even
   * that which a browser adds.
   */
  call(request: string, body?: unknown, headers?: Readonly<Record<string, string | null>>): Promise<ClientAnswer>;
  /** What it would send as `Cookie`. */
  cookie(): string;
  /** Have it send these instead of its own. */
  plant(cookie: string): void;
}

interface ClientPlace {
  /** Where the API is. */
  readonly api: string;
  /** Of the page it shows. */
  readonly page?: string;
  /** From where it comes, as a proxy in front of the API says. */
  readonly address?: string;
}

/** Open such a client, with no cookies. */
export function openCookieClient({ api, page = api, address }: ClientPlace): CookieClient {
  let cookies = new Map<string, string>();
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const plant = (line: string) => {
    cookies = new Map(line.split('; ').map(pairOf));
  };
  const keep = (line: string) => {
    const [name, value] = pairOf(line.split('; ')[0] ?? '');
    if (line.includes('Max-Age=0')) cookies.delete(name);
    else cookies.set(name, value);
  };
  return {
    cookie,
    plant,
    async call(request, body, headers = {}) {
      const [method = '', path = ''] = request.split(' ');
      const sent = new Headers({ 'User-Agent': 'a browser of tests' });
      if (method !== 'GET') sent.set('Origin', page);
      const session = [...cookies].find(([name]) => name.endsWith('nixflow_session'))?.[1];
      if (method !== 'GET' && session !== undefined) sent.set('X-CSRF-Token', csrfTokenOf(session));
      if (cookies.size > 0) sent.set('Cookie', cookie());
      if (address !== undefined) sent.set('X-Forwarded-For', address);
      if (body !== undefined) sent.set('Content-Type', 'application/json');
      for (const [name, value] of Object.entries(headers)) {
        if (value === null) sent.delete(name);
        else sent.set(name, value);
      }
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const response = await fetch(`${api}/api${path}`, {
        method,
        headers: sent,
        ...(body !== undefined && { body: text }),
      });
      for (const line of response.headers.getSetCookie()) keep(line);
      const reply = await response.text();
      const read = (reply === '' ? {} : JSON.parse(reply)) as Answered;
      return { status: response.status, headers: response.headers, body: read };
    },
  };
}

function pairOf(text: string): [string, string] {
  const [name = '', ...value] = text.split('=');
  return [name, value.join('=')];
}
