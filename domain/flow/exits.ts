import type { SkeletonNode } from './skeleton.ts';

/** One way out of a node. */
export interface Exit {
  /** `next`, `failed`, `otherwise`, `body`; or `cases.0`, `leaveOn.0`, `branches.0` … */
  readonly exit: string;
  /** The node it leads to. */
  readonly to: string;
}

/** All exits of a node that lead anywhere, what normally happens first. Step logs, checks and diagrams name them so. */
export function exitsOf(node: SkeletonNode): readonly Exit[] {
  switch (node.type) {
    case 'wait':
      return [
        { exit: 'next', to: node.next },
        ...numbered(
          'leaveOn',
          node.leaveOn.map(({ next }) => next),
        ),
      ];
    case 'branch':
      return [
        ...numbered(
          'cases',
          node.cases.map(({ next }) => next),
        ),
        { exit: 'otherwise', to: node.otherwise },
      ];
    case 'repeat':
      return [
        { exit: 'body', to: node.body },
        { exit: 'next', to: node.next },
        ...numbered(
          'leaveOn',
          node.leaveOn.map(({ next }) => next),
        ),
      ];
    case 'fork':
      return numbered('branches', node.branches);
    case 'set':
    case 'assign':
    case 'notify':
    case 'note':
    case 'mail':
      return [
        { exit: 'next', to: node.next },
        ...(node.failed === undefined ? [] : [{ exit: 'failed', to: node.failed }]),
      ];
    case 'end':
      return [];
  }
}

const numbered = (name: string, nodes: readonly string[]): Exit[] =>
  nodes.map((to, at) => ({ exit: `${name}.${String(at)}`, to }));
