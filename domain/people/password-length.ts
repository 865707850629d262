/** Characters that a password needs, counted by code points: an emoji is one. */
export const FEWEST_CHARACTERS = 10;
