import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Choices that a seed decides. */
export interface Dice {
  /** 0 … `sides` − 1. */
  roll(sides: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** One of the names, each as often as its weight says. */
  weighed<Name extends string>(weights: Readonly<Record<Name, number>>): Name;
  shuffle<Item>(items: readonly Item[]): Item[];
}

/** Dice for one purpose; another purpose of the same seed has others, so that neither disturbs the other. */
export function createDice(seed: number, purpose: number): Dice {
  const generator = xoroshiro128plus(seed * 1_000 + purpose);
  const roll = (sides: number) => uniformInt(generator, 0, sides - 1);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[roll(items.length)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  };
  return {
    roll,
    pick,
    weighed<Name extends string>(weights: Readonly<Record<Name, number>>) {
      const names = Object.keys(weights) as Name[];
      return pick(names.flatMap((name) => Array.from({ length: weights[name] }, () => name)));
    },
    shuffle(items) {
      const left = [...items];
      return items.map(() => left.splice(roll(left.length), 1)).flat();
    },
  };
}
