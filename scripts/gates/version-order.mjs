/**
 * Three numbers of a version; what follows a hyphen or plus is left out.
 *
 * @param {string} version
 */
const numbers = (version) => {
  const [major = 0, minor = 0, patch = 0] = version.split(/[-+]/)[0]?.split('.').map(Number) ?? [];
  return /** @type {const} */ ([major, minor, patch]);
};

/**
 * Whether a version is at least another, by its three numbers.
 *
 * @param {string} version
 * @param {string} least
 */
export const isAtLeast = (version, least) => {
  const [have, want] = [numbers(version), numbers(least)];
  const [difference = 0] = have.map((number, place) => number - (want[place] ?? 0)).filter((each) => each !== 0);
  return difference >= 0;
};

/**
 * Whether a version is what an exact pin or a caret range asks for. Other ranges do not occur where this is asked, and are
 * refused, so that one that appears is noticed.
 *
 * @param {string} version
 * @param {string} range
 */
export const satisfies = (version, range) => {
  const [, caret, least] = /^(\^?)(\d+\.\d+\.\d+)$/.exec(range) ?? [];
  if (least === undefined) return false;
  return caret ? numbers(version)[0] === numbers(least)[0] && isAtLeast(version, least) : version === least;
};
