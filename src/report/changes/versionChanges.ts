import type { VersionSummary } from '../../domain/agent.ts';
import type { ConfigChange } from './listConfigChanges.ts';
import type { DiffHunk } from './promptDiff.ts';
import type { VersionName } from '../nameVersion.ts';

/** What became of the system prompt. */
export interface PromptChange {
  /** `line-ends`: they differ in nothing but how, or whether, lines end. */
  readonly state: 'same' | 'line-ends' | 'changed';
  /** Lines. */
  readonly added: number;
  readonly removed: number;
  /** Undefined when they are withheld. */
  readonly hunks: readonly DiffHunk[] | undefined;
}

/** What differs between the two versions of a pin, ready for printing. Texts are raw: whoever prints them escapes them. */
export type VersionChanges =
  | {
      /** A new pin. */
      readonly state: 'no-baseline';
      readonly candidate: VersionName;
      /** Of its prompt. */
      readonly lines: number;
      readonly characters: number;
    }
  | {
      readonly state: 'compared';
      readonly baseline: number;
      readonly candidate: VersionName;
      /** False where the pin moved to another agent, whose numbers have nothing to do with the baseline's. */
      readonly sameAgent: boolean;
      /** Nothing differs that the service tells. */
      readonly identical: boolean;
      readonly prompt: PromptChange;
      readonly config: readonly ConfigChange[];
      /** How many versions lie between the two. */
      readonly betweenCount: number;
      /** Those versions, in ascending order; undefined when they could not be listed. */
      readonly between: readonly VersionSummary[] | undefined;
      /** Why diff and values are not shown; undefined when they are, or when there is nothing to withhold. */
      readonly withheld: 'public' | 'policy' | undefined;
    };

export type ComparedVersions = Extract<VersionChanges, { state: 'compared' }>;
