/** Rows of a terminal's tables; the JSON report has all. */
export const ROWS = 30;
