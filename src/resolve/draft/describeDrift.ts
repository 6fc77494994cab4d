import type { AgentConfig, AgentVersion } from '../../domain/agent.ts';
import { listConfigDifferences } from '../../domain/agentConfig/listConfigDifferences.ts';
import type { AgentDraft } from '../../domain/agentDraft.ts';
import type { Json } from '../../domain/fixture.ts';
import { isJsonRecord } from '../../domain/isJsonRecord.ts';
import { joinWords } from '../joinWords.ts';
import { findOwnDigest } from './findOwnDigest.ts';
import { isMadeAsDescribed } from './isMadeAsDescribed.ts';

const OTHERWISE =
  'Change the file to what that version has, or write `version: next` into the pin: then what the file describes is tried, ' +
  'and made a version if it is good.';

/** `next` would bring back what somebody wants to be rid of, and production does not read the file. */
const AFTER_A_ROLLBACK =
  'Production does not read the file: revert it when there is time. Until then the next `version: next` would start from ' +
  'what was rolled back.';

/**
 * A warning where an agent file does not describe the version that is pinned, with what differs; undefined where it
 * does, or may: what the file leaves to the service (an effort, the newest version of a skill) is no difference.
 *
 * @param where `isRollback`: the pin goes back, and the file may describe what it goes back from. `before` is the version
 *   before that one, where it is known: it tells whether Pin Gate made the version from this very file, and then it is no
 *   difference what the service filled in
 */
export function describeDrift(
  draft: AgentDraft,
  version: AgentVersion,
  { isRollback = false, before }: { readonly isRollback?: boolean; readonly before?: AgentVersion } = {},
): string | undefined {
  if (findOwnDigest(version, before) === draft.digest && isMadeAsDescribed(draft, version)) return undefined;
  const differs = listConfigDifferences(fillInWhatIsLeft(draft.config, version), version);
  if (differs.length === 0) return undefined;
  const [first = ''] = differs;
  const isOne = differs.length === 1 && !first.endsWith('s');
  return (
    `\`${draft.path}\` does not describe version ${version.version}, which is pinned: ${joinWords(differs)} ` +
    `${isOne ? 'differs' : 'differ'}. ${isRollback ? AFTER_A_ROLLBACK : OTHERWISE}`
  );
}

function fillInWhatIsLeft(config: AgentConfig, version: AgentVersion): AgentConfig {
  const { effort } = version.model;
  const model = effort === undefined ? config.model : { effort, ...config.model };
  return { ...config, model, skills: config.skills.map((skill) => fillInSkill(skill, version.skills)) };
}

function fillInSkill(skill: Json, known: readonly Json[]): Json {
  if (!isJsonRecord(skill) || skill['version'] !== 'latest') return skill;
  const same = known.find(
    (other) =>
      isJsonRecord(other) && other['type'] === skill['type'] && other['skill_id'] === skill['skill_id'],
  );
  return same ?? skill;
}
