import type { Paint } from './paint.ts';

/** How a line and a table are printed. */
export interface Page {
  readonly paint: Paint;
  readonly width: number | undefined;
}
