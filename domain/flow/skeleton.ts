import type { FlowDocument, FlowEntry, FlowNode } from './document.ts';

type Texts = 'title' | 'text' | 'subject';
type WithoutTexts<Part> = Part extends unknown ? Omit<Part, Texts> : never;

/** A node without its texts. */
export type SkeletonNode = WithoutTexts<FlowNode>;
/** An entry without its title. */
export type SkeletonEntry = WithoutTexts<FlowEntry>;

/** All of a flow that the machine needs, and all that a workflow may hold: no texts. A document is one, too. */
export interface FlowSkeleton {
  readonly version: FlowDocument['version'];
  readonly entries: readonly SkeletonEntry[];
  readonly nodes: Readonly<Record<string, SkeletonNode>>;
}

/** A flow without what people wrote into it (texts, titles), and without what the machine never asks for. */
export function skeletonOf(document: FlowDocument): FlowSkeleton {
  const nodes = Object.entries(document.nodes).map(([id, node]) => [id, withoutTexts(node)] as const);
  return { version: document.version, entries: document.entries.map(withoutTexts), nodes: Object.fromEntries(nodes) };
}

function withoutTexts<Part extends FlowNode | FlowEntry>(part: Part): WithoutTexts<Part> {
  const { title: _title, text: _text, subject: _subject, ...rest } = part as Part & Partial<Record<Texts, string>>;
  return rest as WithoutTexts<Part>;
}
