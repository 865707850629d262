import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Make of our nginx files what the image makes of them at its start, in a folder instead of /etc/nginx and /tmp.
 *
 * Templates get the values that the Dockerfile gives them, unless other ones are named.
 *
 * @param {{ root: string, folder: string, port: number, values?: Record<string, string> }} wanted
 * @returns {string[]} what the image would leave unfilled
 */
export function renderNginx({ root, folder, port, values = {} }) {
  const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
  const filter = /NGINX_ENVSUBST_FILTER=\^\(([^)]*)\)\$/.exec(dockerfile)?.[1]?.split('|') ?? [];
  const given = new Map(Object.entries({ NGINX_LOCAL_RESOLVERS: '127.0.0.1', ...values }));
  /** @type {string[]} */
  const problems = [];

  const valueOf = (/** @type {string} */ name) => {
    const value =
      given.get(name) ?? new RegExp(`\\b${name}=("[^"]*"|[^\\s\\\\]+)`).exec(dockerfile)?.[1]?.replace(/"/g, '');
    if (value === undefined || !filter.includes(name)) problems.push(`the ui image does not fill in \${${name}}`);
    return value ?? '';
  };
  const placed = (/** @type {string} */ text) =>
    text.replaceAll('/tmp/', `${folder}/`).replace('/usr/share/nginx/html', join(folder, 'html'));

  cpSync(join(root, 'ops/nginx/nginx.conf'), join(folder, 'nginx.conf'));
  const main = readFileSync(join(folder, 'nginx.conf'), 'utf8');
  writeFileSync(join(folder, 'nginx.conf'), placed(main).replace('/dev/stdout', join(folder, 'access.log')));
  writeFileSync(join(folder, 'mime.types'), 'types { text/html html; application/javascript js; }\n');
  const templates = join(root, 'ops/nginx/templates');
  for (const name of readdirSync(templates)) {
    const filled = readFileSync(join(templates, name), 'utf8').replace(/\$\{(\w+)\}/g, (_, key) => valueOf(key));
    const file = join(folder, name.replace(/\.template$/, ''));
    writeFileSync(file, placed(filled).replace('listen 8080;', `listen 127.0.0.1:${port};`));
  }
  mkdirSync(join(folder, 'html', 'assets'), { recursive: true });
  return problems;
}
