/** What a lint rule is tried on, by story. */
export interface Examples {
  /** Code the rule lets pass. */
  passes: Record<string, string>;
  /** Code the rule refuses, with the id of each message it gives, in order. */
  refuses: Record<string, [code: string, ...messageIds: string[]]>;
  /** Where the code pretends to lie, from the root; unless told, directly in it. */
  filename?: string;
}
