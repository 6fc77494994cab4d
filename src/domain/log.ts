/**
 * Where progress goes. Texts may come from replies or pull requests: whoever implements this port makes
 * sure that no text can start a workflow command or end a line early.
 */
export interface Log {
  info(text: string): void;
  warning(text: string): void;
  /** Starts a folded group; groups do not nest. */
  startGroup(title: string): void;
  endGroup(): void;
}
