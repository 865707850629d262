import type { FlowNode, WaitEvent } from './document.ts';
import type { FlowProblem } from './flow-problem.ts';

/**
 * What is wrong with a node by itself and with what comes back to it.
 *
 * @param comesBackFrom whether a path at another node can come to this one
 */
export function problemsOfNode(
  node: string,
  settings: FlowNode,
  comesBackFrom: (id: string) => boolean,
): readonly FlowProblem[] {
  switch (settings.type) {
    case 'wait':
      return shadowed(node, settings.leaveOn);
    case 'repeat': {
      const returns = comesBackFrom(settings.body);
      return [
        ...(returns ? [] : [{ code: 'repeat_without_return', node, exit: 'body' } as const]),
        ...shadowed(node, settings.leaveOn),
      ];
    }
    case 'fork': {
      const back = settings.branches.flatMap((to, at) => (comesBackFrom(to) ? [at] : []));
      return back.slice(1).map((at) => ({ code: 'fork_multiplies', node, exit: `branches.${String(at)}` }));
    }
    case 'set': {
      const { status, priority, teamId, addTags, removeTags } = settings;
      const fields = [status, priority, teamId, ...addTags, ...removeTags];
      return [
        ...(fields.every((value) => value === undefined) ? [{ code: 'sets_nothing', node } as const] : []),
        ...(addTags.some((tag) => removeTags.includes(tag)) ? [{ code: 'tag_added_and_removed', node } as const] : []),
      ];
    }
    default:
      return [];
  }
}

const shadowed = (node: string, exits: readonly { readonly event: WaitEvent }[]): FlowProblem[] =>
  exits.flatMap(({ event }, at) =>
    exits.slice(0, at).some((earlier) => includes(earlier.event, event))
      ? [{ code: 'exit_never_taken', node, exit: `leaveOn.${String(at)}` }]
      : [],
  );

/** Whether whatever is the second event is also the first. */
function includes(first: WaitEvent, second: WaitEvent): boolean {
  if (first.type === 'status_changed' && second.type === 'status_changed') {
    return first.to === undefined || first.to === second.to;
  }
  return JSON.stringify(Object.entries(first).sort()) === JSON.stringify(Object.entries(second).sort());
}
