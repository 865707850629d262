import type { Examples } from '../examples.ts';

/** What `no-map-or-set` lets pass and what it refuses. */
export const noMapOrSetExamples: Examples = {
  passes: {
    'records and arrays': `export interface State { paths: Record<string, number>; seen: string[] }`,
    'an array’s map': `export const doubled = [1, 2].map((n) => n * 2);`,
    'a Map of our own': `interface Map { width: number } export const map: Map = { width: 1 };`,
  },
  refuses: {
    'a new Map': [`export const paths = new Map([['a', 1]]);`, 'lost'],
    'a new Set': [`export const size = () => new Set([1]).size;`, 'lost'],
    'a state that has one': [
      `export interface State { paths: ReadonlyMap<string, number>; seen?: Set<string>[] }`,
      'lost',
      'lost',
    ],
  },
};
