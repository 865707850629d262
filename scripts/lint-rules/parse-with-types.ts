import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');

/**
 * Parser options that give each of these files, which exist only in memory, its types.
 *
 * One program for all of them: reading the types of the workflow SDK is what takes the time.
 *
 * @param files text by absolute path
 */
export function parseWithTypes(files: Readonly<Record<string, string>>) {
  const { options } = ts.parseJsonConfigFileContent(
    {
      ...(ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)).config as object),
      files: [],
    },
    ts.sys,
    root,
  );
  const host = ts.createCompilerHost(options);
  const onDisk = { exists: host.fileExists.bind(host), read: host.readFile.bind(host) };
  host.fileExists = (path) => path in files || onDisk.exists(path);
  host.readFile = (path) => files[path] ?? onDisk.read(path);
  const program = ts.createProgram(Object.keys(files), { ...options, incremental: false, types: [] }, host);
  return { programs: [program], tsconfigRootDir: root };
}
