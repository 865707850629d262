import { join } from 'node:path';
import { build } from './build.ts';
import { claimDataFolder } from './data-folder.ts';
import { givenServers } from './given-settings.ts';
import { MissingPart } from './missing-part.ts';
import { entryOf, environmentOf, ownServices, type OwnPorts, type RunMode } from './own-processes.ts';
import { checkout } from './paths.ts';
import { PortPlan } from './port-plan.ts';
import { startOf } from './process-table.ts';
import { killRunningCommands, runCommand } from './run-command.ts';
import { forgetRun, livingRun, rememberRun } from './run-record.ts';
import { logFileOf, runFolder, startServers } from './servers.ts';
import { printStartScreen } from './start-screen.ts';
import { say, since } from './say.ts';
import { stopOrder } from './stop-order.ts';
import { stopProcess } from './stop-process.ts';
import { echoLog } from './supervise/echo-log.ts';
import { Supervisor } from './supervise/supervisor.ts';

const own = ['ui', 'api', 'worker'] as const;

/**
 * `npm start` and `npm run dev`: have everything running, print the start screen, and keep it so until Ctrl-C.
 *
 * @returns exit code: 0 after a stop by a person, 1 if something cannot be had or does not come up
 */
export async function runInstallation(mode: RunMode): Promise<number> {
  // From when the person pressed Enter: installing packages counts as well.
  const began = Date.now() - process.uptime() * 1000;
  const other = livingRun(runFolder, 'supervisor');
  if (other) {
    say.fail(
      `NixFlow runs here already (process ${String(other.pid)}). Stop it with Ctrl-C where it was started, or: kill ${String(other.pid)}`,
    );
    return 1;
  }
  const supervisor = new Supervisor(runFolder);
  const leaving = new AbortController();
  const stopped = stopOnSignal(supervisor, leaving);
  let code = 0;
  try {
    claimDataFolder();
    rememberSelf();
    await Promise.race([bringUp(supervisor, mode, began), stopped]);
  } catch (error) {
    // Whoever asked us to stop in the middle of starting need not hear what did not come up therefore.
    if (!leaving.signal.aborted) {
      code = 1;
      sayWhy(error);
      await supervisor.stop(stopOrder);
    }
  }
  if (code === 0) await stopped;
  forgetRun(runFolder, 'supervisor');
  return code;
}

async function bringUp(supervisor: Supervisor, mode: RunMode, began: number): Promise<void> {
  say.line(`\n  NixFlow on Node ${process.versions.node}\n`);
  // What the person set wrongly is said before anything is started.
  const plan = new PortPlan();
  const given = givenServers();
  await stopLeftovers();
  if (mode === 'built' && !(await build())) say.done('Build: up to date');
  const servers = await startServers(supervisor, plan, given);
  const ports: OwnPorts = {
    api: await plan.choose('API', 'api'),
    worker: await plan.choose('Worker (probes)', 'worker'),
    ui: await plan.choose('App', 'ui'),
    mail: await plan.choose('Mail (SMTP)', 'mail'),
  };
  const env = environmentOf(given, servers, ports);
  await runOnce(mode, env, 'migrate', 'preparing the database');
  // A server of the person's own may be anybody's desk.
  if (given.databaseUrl === undefined) await runOnce(mode, env, 'demo-data', 'filling the desk');
  const services = ownServices(mode, env, ports);
  await Promise.all(services.map((service) => supervisor.keep(service)));
  say.done('API, worker (all roles) and UI: ready');
  printStartScreen(since(began), ports, servers);
  const lowest = mode === 'built' ? 'error' : 'info';
  for (const name of ['api', 'worker']) echoLog(name, logFileOf(name), lowest);
  if (mode === 'reloading') echoLog('ui', logFileOf('ui'), lowest);
  await supervisor.watch();
}

/** A one-shot program: migrations and seed, as a deployment runs them, or the demo data. What it says is shown. */
async function runOnce(mode: RunMode, env: NodeJS.ProcessEnv, program: string, label: string): Promise<void> {
  const args = mode === 'built' ? entryOf(mode, `cli/${program}`) : ['--import', 'tsx', `cli/${program}.ts`];
  const { code, output } = await runCommand(process.execPath, args, { cwd: checkout, env, label });
  if (code !== 0) throw new Error(`The database could not be prepared:\n${output.trim()}`);
  for (const line of output.trim().split('\n')) if (line !== '') say.done(line);
}

/** What a killed supervisor left of our own processes is stopped, since its code may be another; servers are adopted. */
async function stopLeftovers(): Promise<void> {
  await Promise.all(
    own.map(async (name) => {
      const record = livingRun(runFolder, name);
      if (!record) return;
      say.warn(`${name} of an earlier start still ran (process ${String(record.pid)}); stopping it`);
      await stopProcess(record.pid, [
        ['SIGTERM', 2],
        ['SIGKILL', 2],
      ]);
      forgetRun(runFolder, name);
    }),
  );
}

function rememberSelf(): void {
  const start = startOf(process.pid) ?? '';
  rememberRun(runFolder, { name: 'supervisor', pid: process.pid, start, ports: {}, fingerprint: '' });
}

/** Resolves when all is stopped after Ctrl-C; a second Ctrl-C does not wait for anything to drain. */
function stopOnSignal(supervisor: Supervisor, leaving: AbortController): Promise<void> {
  return new Promise((resolve) => {
    const onSignal = () => {
      if (leaving.signal.aborted) {
        say.warn('Stopping at once');
        void Promise.all(own.map((name) => killNow(name)));
        return;
      }
      leaving.abort();
      killRunningCommands();
      say.line('');
      say.busy('Stopping (Ctrl-C again: at once)');
      void supervisor.stop(stopOrder).then(() => {
        say.done('Stopped; the data is kept');
        resolve();
      });
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  });
}

async function killNow(name: string): Promise<void> {
  const record = livingRun(runFolder, name);
  if (record) await stopProcess(record.pid, [['SIGKILL', 1]]);
}

function sayWhy(error: unknown): void {
  say.fail(error instanceof Error ? error.message : String(error));
  if (error instanceof MissingPart) say.line(`    To have it: ${error.remedy}`);
  else say.line(`    Logs: ${join(runFolder, '..', 'logs')}; what is wrong with which part: npm run nixflow -- doctor`);
}
