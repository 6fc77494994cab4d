/**
 * Runs tasks one after the other, in the order in which they came: what reads a branch's tip and then moves
 * it must not meet another that does the same. A task that fails does not stop those behind it.
 */
export type OneAtATime = <Result>(task: () => Promise<Result>) => Promise<Result>;

export function createOneAtATime(): OneAtATime {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const result = last.then(task, task);
    last = result.catch(() => {});
    return result;
  };
}
