import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkout } from '../paths.ts';
import { dynamicConfigFlags } from './temporal-dynamic-config.ts';

it('gives the dev server the dynamic configuration of a deployment', () => {
  const deployed = readFileSync(join(checkout, 'ops/temporal/dynamic-config.yaml'), 'utf8');
  const settings = [...deployed.matchAll(/^([\w.]+):\n {2}- value: (.+)$/gm)].map(([, key = '', value = '']) => {
    return `${key}=${/^\d+$/.test(value) ? value : `"${value}"`}`;
  });
  expect(dynamicConfigFlags).toEqual(settings.flatMap((setting) => ['--dynamic-config-value', setting]));
});
