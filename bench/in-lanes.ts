/** Do something `count` times, some at once: each lane takes the next number, 0 first, when it is done with its last. */
export async function inLanes(lanes: number, count: number, act: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
