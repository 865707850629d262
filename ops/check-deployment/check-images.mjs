import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from './run-tool.mjs';

/** @import { Checking } from './checks.mjs' */

/** The Dockerfile's habits. @param {Checking} at */
export async function checkDockerfile({ root, tools }) {
  const { code, output } = await runTool(tools.hadolint, ['--no-color', join(root, 'Dockerfile')], { env: tools.env });
  return code === 0 ? [] : [output];
}

/**
 * What the images start exists in the sources, and what the build compiles reaches it.
 *
 * @param {Checking} at
 */
export function checkEntries({ root, checkout }) {
  /** @type {string[]} */
  const problems = [];
  const manifests = readdirSync(join(root, 'k8s/base')).map((name) => join('k8s/base', name));
  for (const name of ['Dockerfile', 'docker-compose.yml', ...manifests.filter((path) => path.endsWith('.yaml'))]) {
    for (const [, path = ''] of readFileSync(join(root, name), 'utf8').matchAll(/\bdist\/([\w/-]+)\.js\b/g)) {
      if (!existsSync(join(checkout, `${path}.ts`)))
        problems.push(`${name} starts dist/${path}.js, but ${path}.ts is gone`);
    }
  }
  const kept = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
  /** @type {{ include: string[] }} */
  const build = JSON.parse(readFileSync(join(checkout, 'tsconfig.build.json'), 'utf8'));
  for (const room of build.include) {
    if (!kept.includes(`!${room}`)) problems.push(`.dockerignore keeps ${room}/ out of the build, which compiles it`);
  }
  return problems;
}
