import { runTool } from './run-tool.mjs';

/** @import { Tools } from './tools.mjs' */

const toJson =
  'import json, sys; from ruamel.yaml import YAML; print(json.dumps(YAML(typ="safe").load(open(sys.argv[1]))))';

/**
 * What a YAML file says, its anchors and merges resolved.
 *
 * @param {Tools} tools
 * @param {string} file
 * @returns {Promise<unknown>}
 * @throws {Error} it is no YAML
 */
export async function readYaml(tools, file) {
  const { code, output } = await runTool(tools.python, ['-c', toJson, file], { env: tools.env });
  if (code !== 0) throw new Error(output);
  return JSON.parse(output);
}
