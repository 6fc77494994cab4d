import type { Plan } from './plan.ts';

/** What is left for a person to do, once all files are there. */
export function describeNextSteps({ files, hasSamples }: Plan): readonly string[] {
  const named = files.some(({ text }) => text.includes('OWNER/pin-gate'))
    ? ' Before that put the repository and a commit of Pin Gate in place of OWNER and COMMIT.'
    : '';
  const samples = hasSamples
    ? ' The fixtures are made up: put labelled tickets of yours in their place.'
    : '';
  return [
    'Next steps:',
    `1. Commit the files and merge them: a pull request is judged by what its base branch has.${named}${samples}`,
    '2. Add the secret ANTHROPIC_API_KEY to the repository: a key of the workspace that has the agent.',
    '3. Make the check "Pin Gate" required, in a ruleset or a branch protection rule for main.',
    '4. Change the prompt in a pull request: edit the agent file, and write `version: next` into the pin.',
  ];
}
