/** How many teams or pins a headline names before it counts the rest. */
export const NAMED = 2;
