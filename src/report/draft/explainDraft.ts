import { pinVerdict } from '../../domain/pinVerdict.ts';
import type { Change } from '../../domain/change.ts';
import type { DraftResult, PinResult } from '../../domain/result.ts';
import { quoteName } from '../quoteName.ts';

/** Of what a session cannot be given, the parts that are named before they are counted. */
const NAMED = 3;

/**
 * What a pin that says `next` is waiting for, where its version came from, and what that means for whoever runs the
 * agent without a pin: sentences, the most important first; none for a pin that says a number. Texts of any origin in
 * them are short and on one line, but not escaped.
 */
export function explainDraft(pin: PinResult, change: Change | undefined): readonly string[] {
  const draft = 'draft' in pin ? pin.draft : undefined;
  if (draft === undefined) return [];
  if (pin.state === 'described') return [askForNumber(pin.path, draft, change), DESCRIBED];
  switch (pinVerdict(pin)) {
    case 'pending':
      return [askForNumber(pin.path, draft, change), ...explainOrigin(draft), ...warnCallers(draft)];
    case 'blocked':
      return [explainLeftover(draft, 'No version was made: nobody runs this draft.')];
    default:
      return [explainLeftover(draft, 'No version was made.')];
  }
}

const DESCRIBED = 'Nothing was run and nothing was made. If you meant a new version, change the agent file.';

function askForNumber(path: string, { version }: DraftResult, change: Change | undefined): string {
  if (version === undefined && change?.kind === 'local') {
    return 'Production cannot read `next`, and no version is made here: open the pull request. Its check makes the version and says which number to write.';
  }
  const number = `\`version: ${version ?? '…'}\``;
  const how =
    change?.kind === 'pull-request'
      ? `commit the suggestion on the \`version\` line of ${quoteName(path)}, or write ${number} there`
      : `write ${number} into ${quoteName(path)}`;
  return `Production cannot read \`next\`: ${how}. The check then runs again and passes if nothing else changed.`;
}

function explainOrigin({ how, version, over, differs }: DraftResult): readonly string[] {
  if (version === undefined) return [];
  switch (how) {
    case 'found':
      return [`No version had to be made: version ${version} has exactly this configuration already.`];
    case 'made-after':
      return [
        `It was tried as a draft${over === undefined ? '' : ` over version ${over}`}; as that was good, version ${version} was made of it.`,
      ];
    case 'made-before':
      return [`Version ${version} had to be made to be tried${explainNeed(differs)}.`];
    case 'not-made':
      return [];
  }
}

/** Nothing where nobody says what it was. */
function explainNeed(differs: readonly string[]): string {
  const named = differs.slice(0, NAMED);
  const all = differs.length > NAMED ? [...named, `${differs.length - NAMED} more`] : named;
  const last = all.at(-1);
  if (last === undefined) return '';
  const first = all.slice(0, -1).join(', ');
  return `, as a session cannot be given ${first === '' ? last : `${first} and ${last}`} of a draft`;
}

/** Of a version that was there before nothing is known of what is newest. */
function warnCallers({ how, version }: DraftResult): readonly string[] {
  const isNew = how === 'made-after' || how === 'made-before';
  return isNew && version !== undefined
    ? [`Callers that name no version run the newest one from now on: version ${version}.`]
    : [];
}

function explainLeftover({ how, version, differs }: DraftResult, nothing: string): string {
  if (version === undefined) return nothing;
  const callers = 'callers that name no version may run it already';
  return how === 'made-before'
    ? `Version ${version} had to be made to be tried${explainNeed(differs)}. So it exists all the same: ${callers}.`
    : `Version ${version} exists all the same: ${callers}.`;
}
