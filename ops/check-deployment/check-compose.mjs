import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from './read-yaml.mjs';
import { runTool } from './run-tool.mjs';

/** @import { Checking } from './checks.mjs' */

/**
 * The part of docker-compose.yml that the checks look at.
 *
 * @typedef {object} Service
 * @property {string} image
 * @property {string} [restart]
 * @property {string[]} [ports]
 * @property {object} [healthcheck]
 * @property {object} [logging]
 * @property {{ resources?: { limits?: object } }} [deploy]
 * @property {Record<string, { condition: string }>} [depends_on]
 */

const secrets = ['POSTGRES_PASSWORD', 'REDIS_PASSWORD', 'JWT_SECRET', 'ENCRYPTION_KEY'];

/** docker-compose.yml against the compose specification. @param {Checking} at */
export async function checkComposeSchema({ root, tools }) {
  const file = join(root, 'docker-compose.yml');
  const args = ['--builtin-schema', 'vendor.compose-spec', file];
  const { code, output } = await runTool(tools.checkJsonschema, args, { env: tools.env });
  return code === 0 ? [] : [output];
}

/** Every setting is explained in .env.example, and every secret asked for. @param {Checking} at */
export function checkComposeSettings({ root }) {
  const compose = readFileSync(join(root, 'docker-compose.yml'), 'utf8').replace(/^\s*#.*$/gm, '');
  const example = readFileSync(join(root, '.env.example'), 'utf8');
  /** @type {string[]} */
  const problems = [];
  const used = [...compose.matchAll(/\$\{([A-Z_]+)(:?[?-])?/g)].map(([, name = '', form = '']) => ({ name, form }));
  const explained = new Map(
    [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  for (const { name, form } of used) {
    if (!explained.has(name)) problems.push(`${name} is used but .env.example does not explain it`);
    if (secrets.includes(name) && form !== ':?') problems.push(`${name} is a secret: write \${${name}:?…} everywhere`);
  }
  for (const [name, value] of explained) {
    if (!used.some((use) => use.name === name)) problems.push(`.env.example explains ${name}, which nothing uses`);
    if (secrets.includes(name) && value !== '') problems.push(`.env.example gives ${name} a value people will keep`);
  }
  return [...new Set(problems)];
}

/**
 * What the specification cannot know: images are pinned, only the page is published beyond this machine, who waits for
 * another can ever go on, and nothing fills the disk or takes the whole machine.
 *
 * @param {Checking} at
 */
export async function checkComposeServices({ root, tools }) {
  const { services } = /** @type {{ services: Record<string, Service> }} */ (
    await readYaml(tools, join(root, 'docker-compose.yml'))
  );
  return Object.entries(services).flatMap(([name, service]) => {
    const { image, ports = [], restart, logging, deploy, depends_on: waitsFor = {} } = service;
    const faults = [];
    if (!/:(?:.*\d|\$\{NIXFLOW_VERSION)/.test(image)) faults.push(`its image ${image} has no version`);
    if (!restart) faults.push('it does not come back after a crash');
    if (!logging) faults.push('its log grows without end');
    if (!deploy?.resources?.limits) faults.push('it may take the whole machine');
    for (const port of ports) {
      // What an operator opens by a setting of their own is closed until they do.
      if (!/^(?:127\.0\.0\.1|\$\{HTTP_BIND|\$\{[A-Z]+_BIND:-127\.0\.0\.1\})/.test(port))
        faults.push(`its port ${port} is open to the world`);
    }
    for (const [other, { condition }] of Object.entries(waitsFor)) {
      const awaited = services[other];
      const ends = condition === 'service_completed_successfully';
      if (!awaited) faults.push(`it waits for ${other}, which is not there`);
      else if (condition === 'service_healthy' && !awaited.healthcheck) faults.push(`${other} can never be healthy`);
      else if (ends && !awaited.restart?.startsWith('on-failure'))
        faults.push(`${other} is started again when it ends`);
    }
    return faults.map((fault) => `${name}: ${fault}`);
  });
}

/** Scripts that containers run. @param {Checking} at */
export async function checkScripts({ root }) {
  const names = ['set-up-schema.sh', 'create-namespace.sh'];
  const runs = names.map((name) => runTool('sh', ['-n', join(root, 'ops/temporal', name)]));
  return (await Promise.all(runs)).filter(({ code }) => code !== 0).map(({ output }) => output);
}
