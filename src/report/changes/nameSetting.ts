import { quoteName } from '../quoteName.ts';
import type { ConfigChange } from './listConfigChanges.ts';

/** What a setting is called in a sentence, its key in backticks: `` tool `refund` ``, `order of the tools`. */
export function nameSetting({ setting, key }: Pick<ConfigChange, 'setting' | 'key'>): string {
  if (key !== undefined) return setting === 'model option' ? quoteName(key) : `${setting} ${quoteName(key)}`;
  return setting === 'tool' || setting === 'MCP server' || setting === 'skill'
    ? `order of the ${setting}s`
    : setting;
}
