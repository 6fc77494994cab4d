import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's young generation at the size it has now; to be called before a run's trials begin.
 *
 * A trial's requests are garbage once it is over, but while it runs they survive many collections. V8 takes that
 * for a program that needs room, doubles its young generation up to 128 MB on a machine with memory to spare, and
 * then sees no hurry to collect what grew old. With two thousand trials the process grew to 340 MB for 20 MB that
 * were in use; kept small it stays at 160 MB and takes as long (docs/benchmarks.md). Of the flags that say so, this
 * one works after the start, and an Action cannot choose how its Node is started. A V8 that does not know the flag
 * ignores it.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}
