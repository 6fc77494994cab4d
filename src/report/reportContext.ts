import type { RunAttempt } from '../domain/attempt.ts';

/** What a report needs to know besides the result: where links lead, and who can read it. */
export interface ReportContext {
  /** `https://github.com`, or the GitHub Enterprise server. Undefined: no links (a local run). */
  readonly serverUrl?: string;
  /** `owner/name`. */
  readonly repository?: string;
  /** The page of this workflow run, which shows the job summary. */
  readonly runUrl?: string;
  /** This workflow run, which counts as one attempt however often it reports. Undefined: not counted. */
  readonly run?: RunAttempt;
  /** Console page of the workspace; a session is at `<consoleUrl>/sessions/<id>`. */
  readonly consoleUrl?: string;
  /** For `show: auto`. Anything but `false` counts as public: what is not known to be private is withheld. */
  readonly publicRepository?: boolean;
}
