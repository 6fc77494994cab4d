import type { Stage } from './stage.ts';

/** Sets variables for all command lines from here on, and shows how, but for what is secret. */
export function exportSettings(stage: Stage, settings: Readonly<Record<string, string>>): void {
  Object.assign(stage.settings, settings);
  const shown = Object.entries(settings).map(
    ([name, value]) => `${name}=${/KEY|TOKEN/.test(name) ? '…' : value}`,
  );
  stage.say(`  $ export ${shown.join(' ')}`);
}
