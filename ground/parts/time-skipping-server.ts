import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../find-on-path.ts';
import { MissingPart } from '../missing-part.ts';
import { cacheDir } from '../paths.ts';
import { lastLine, runCommand } from '../run-command.ts';
import { say, since } from '../say.ts';
import { canInstallPackages, installCommand, installSystemPackages } from '../system-packages.ts';

const version = '1.38.0';
const folder = join(cacheDir, `temporal-test-server-${version}`);
const executable = join(folder, 'temporal-test-server');
const part = 'Time-skipping Temporal';

/** The time-skipping server in the cache; undefined if it was not fetched yet. */
export const findTimeSkippingServer = (): string | undefined => (existsSync(executable) ? executable : undefined);

/**
 * Temporal's test server with skipped time: its jars through Maven, and a script that starts them.
 *
 * @param java path of a Java ≥11
 * @throws {MissingPart} Maven is not there or cannot fetch it
 */
export async function timeSkippingServer(java: string): Promise<string> {
  const found = findTimeSkippingServer();
  if (found !== undefined) return found;
  if (findOnPath(['mvn']) === undefined && canInstallPackages()) await installSystemPackages(part, ['maven']);
  const maven = findOnPath(['mvn']);
  if (maven === undefined) throw new MissingPart(part, 'there is no Maven to fetch it', installCommand(['maven']));
  const began = Date.now();
  say.busy(`${part}: fetching its jars through Maven (38 MB)`);
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  writeFileSync(join(making, 'pom.xml'), pom);
  const args = ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib', '-DincludeScope=runtime'];
  const { code, output } = await runCommand(maven, args, { cwd: making, label: 'fetching jars', timeoutSeconds: 600 });
  if (code !== 0) {
    throw new MissingPart(
      part,
      `Maven could not fetch it: ${lastLine(output)}`,
      'npm test (with Maven Central in reach)',
    );
  }
  writeFileSync(join(making, 'temporal-test-server'), startScript(java));
  chmodSync(join(making, 'temporal-test-server'), 0o755);
  rmSync(folder, { recursive: true, force: true });
  renameSync(making, folder);
  say.done(`${part}: fetched (${since(began)})`);
  return executable;
}

const dependency = (group: string, artifact: string, of: string) =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${of}</version></dependency>`;

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>nixflow</groupId><artifactId>test-server</artifactId><version>1</version>
  <dependencies>
    ${dependency('io.temporal', 'temporal-test-server', version)}
    ${dependency('org.slf4j', 'slf4j-nop', '1.7.36')}
  </dependencies>
</project>
`;

/** The flags make it start in a second, where the SDK waits five at most. */
const startScript = (java: string) => `#!/bin/sh
d=$(cd "$(dirname "$0")" && pwd)
exec "${java}" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -cp "$d/lib/*" io.temporal.testserver.TestServer "$@"
`;
